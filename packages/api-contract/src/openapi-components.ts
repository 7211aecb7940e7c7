import * as z from 'zod/mini';
import { operations } from './operations.ts';
import type { Operation } from './operation.ts';
import {
  doneSchema,
  grantSchema,
  groupSchema,
  rightSchema,
  roleSchema,
  sessionSchema,
  tokenSchema,
  userSchema,
} from './schemas/accounts.ts';
import {
  connectionBodySchema,
  connectionSettingsSchema,
  connectionTestSchema,
} from './schemas/connection-settings.ts';
import { problemSchema } from './schemas/problem.ts';
import { bucketFactsSchema, bucketSchema, connectionSchema } from './schemas/buckets.ts';
import { findingLevelSchema, findingSchema, findingSchemas } from './schemas/finding.ts';
import {
  aclSchema,
  bucketNameSchema,
  forecastSchema,
  mirrorRuleSchema,
  healthSchema,
  httpHeadersSchema,
  keyProblemSchema,
  keyStateSchema,
  linkDraftSchema,
  linkPartSchema,
  linkSnapshotSchema,
  readAclSchema,
  readHeadersSchema,
  readStorageClassSchema,
  readTextMapSchema,
  storageClassSchema,
  storedFactsSchema,
  textMapSchema,
  unreadReasonSchema,
} from './schemas/key-state.ts';
import {
  breaksSoonSchema,
  byHealthSchema,
  candidateSchema,
  coverageSchema,
  dailyStatsSchema,
  folderLinkSchema,
  folderRowSchema,
  linkGroupSchema,
  homeSchema,
  indexedLinkSchema,
  keyBacklinksSchema,
  lastSeenSchema,
  readerTrialSchema,
  searchHitSchema,
} from './schemas/link-index.ts';
import {
  changeSchema,
  createLinkBodySchema,
  deleteBodySchema,
  preflightBodySchema,
  preflightSchema,
  proofSchema,
  repointLinkBodySchema,
  requestFormatsSchema,
  writeResultSchema,
} from './schemas/links.ts';
import { linkMapSchema } from './schemas/link-map.ts';
import { neighbourSchema } from './schemas/neighbourhood.ts';
import {
  linkRuleSchema,
  linkSelectionSchema,
  planOriginSchema,
  planSourceSchema,
  renamedKeysSchema,
  renamingSchema,
} from './schemas/plan-source.ts';
import { scanReportSchema } from './schemas/scan.ts';
import {
  applyPlanBodySchema,
  controlPlanBodySchema,
  editPlanBodySchema,
  folderChoiceSchema,
  planActionSchema,
  planDecisionSchema,
  planFindingSchema,
  planGroupSchema,
  planRowKindSchema,
  planRowOutcomeSchema,
  planRowSchema,
  planSchema,
  planStateSchema,
  planSummarySchema,
  rulePreviewSchema,
} from './schemas/plans.ts';
import {
  completionSchema,
  entryPageSchema,
  entrySchema,
  keyPartSchema,
  keyPartsSchema,
  keyViewSchema,
  readerLineSchema,
  resolvedLinkSchema,
  targetCardSchema,
  writeViewSchema,
} from './schemas/objects.ts';

/** Schemas that the OpenAPI document names, by their name. */
const named = {
  Acl: aclSchema,
  ApplyPlanBody: applyPlanBodySchema,
  AclRead: readAclSchema,
  Bucket: bucketSchema,
  BucketFacts: bucketFactsSchema,
  BreaksSoon: breaksSoonSchema,
  BucketName: bucketNameSchema,
  Candidate: candidateSchema,
  Change: changeSchema,
  Completion: completionSchema,
  Connection: connectionSchema,
  ControlPlanBody: controlPlanBodySchema,
  Coverage: coverageSchema,
  CreateLinkBody: createLinkBodySchema,
  DailyStats: dailyStatsSchema,
  DeleteBody: deleteBodySchema,
  EditPlanBody: editPlanBodySchema,
  Entry: entrySchema,
  EntryPage: entryPageSchema,
  Finding: findingSchema,
  FindingLevel: findingLevelSchema,
  FolderChoice: folderChoiceSchema,
  FolderLink: folderLinkSchema,
  FolderRow: folderRowSchema,
  LinkGroup: linkGroupSchema,
  Forecast: forecastSchema,
  MirrorRule: mirrorRuleSchema,
  Health: healthSchema,
  Home: homeSchema,
  HttpHeaders: httpHeadersSchema,
  HttpHeadersRead: readHeadersSchema,
  IndexedLink: indexedLinkSchema,
  KeyBacklinks: keyBacklinksSchema,
  LastSeen: lastSeenSchema,
  Neighbour: neighbourSchema,
  KeyProblem: keyProblemSchema,
  KeyState: keyStateSchema,
  KeyPart: keyPartSchema,
  KeyParts: keyPartsSchema,
  KeyView: keyViewSchema,
  LinkDraft: linkDraftSchema,
  LinkMap: linkMapSchema,
  LinkPart: linkPartSchema,
  LinkRule: linkRuleSchema,
  LinkSelection: linkSelectionSchema,
  LinkSnapshot: linkSnapshotSchema,
  LinksByHealth: byHealthSchema,
  Plan: planSchema,
  PlanAction: planActionSchema,
  PlanDecision: planDecisionSchema,
  PlanFinding: planFindingSchema,
  PlanGroup: planGroupSchema,
  PlanOrigin: planOriginSchema,
  PlanRow: planRowSchema,
  PlanRowKind: planRowKindSchema,
  PlanRowOutcome: planRowOutcomeSchema,
  PlanSource: planSourceSchema,
  PlanState: planStateSchema,
  PlanSummary: planSummarySchema,
  Preflight: preflightSchema,
  PreflightBody: preflightBodySchema,
  Problem: problemSchema,
  Proof: proofSchema,
  ReaderLine: readerLineSchema,
  ReaderTrial: readerTrialSchema,
  RenamedKeys: renamedKeysSchema,
  Renaming: renamingSchema,
  User: userSchema,
  Grant: grantSchema,
  GrantedRight: rightSchema,
  Role: roleSchema,
  ApiToken: tokenSchema,
  Session: sessionSchema,
  Done: doneSchema,
  Group: groupSchema,
  ConnectionSettings: connectionSettingsSchema,
  ConnectionBody: connectionBodySchema,
  ConnectionTest: connectionTestSchema,
  RulePreview: rulePreviewSchema,
  RepointLinkBody: repointLinkBodySchema,
  RequestFormats: requestFormatsSchema,
  ResolvedLink: resolvedLinkSchema,
  ScanReport: scanReportSchema,
  SearchHit: searchHitSchema,
  StorageClass: storageClassSchema,
  StorageClassRead: readStorageClassSchema,
  StoredFacts: storedFactsSchema,
  TargetCard: targetCardSchema,
  TextMap: textMapSchema,
  TextMapRead: readTextMapSchema,
  UnreadReason: unreadReasonSchema,
  WriteResult: writeResultSchema,
  WriteView: writeViewSchema,
} satisfies Record<string, z.ZodMiniType>;

/**
 * Names for the components of the document: the list above, each finding by its code, and body and answer of each
 * operation by its name unless they have one.
 */
export function nameComponents(): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  for (const schema of findingSchemas) {
    registry.add(schema, { id: findingName(String(schema.shape.code.def.values[0])) });
  }
  for (const [name, { body, answer }] of Object.entries(operations) as [string, Operation][]) {
    const id = name.charAt(0).toUpperCase() + name.slice(1);
    if (body !== undefined && !registry.has(body)) registry.add(body, { id: `${id}Body` });
    if (answer !== undefined && !registry.has(answer)) registry.add(answer, { id: `${id}Answer` });
  }
  return registry;
}

/** `FindingKeyInvalid` for `key-invalid`. */
export function findingName(code: string): string {
  return `Finding${code.replaceAll(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase())}`;
}
