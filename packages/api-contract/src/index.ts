export {
  csrfHeader,
  idempotencyHeader,
  maxFolders,
  maxResolve,
  maxUpload,
  releaseHeader,
  replayedHeader,
  routes,
  type LinkSort,
} from './routes.ts';
export {
  operations,
  type AnswerOf,
  type BodyOf,
  type OperationName,
  type Operations,
  type QueryOf,
} from './operations.ts';
export { grantedRights, type GrantedRight, type Operation, type Right } from './operation.ts';
export { accountRoutes } from './account-routes.ts';
export { connectionRoutes } from './connection-routes.ts';
export {
  connectionBodySchema,
  type BucketTrait,
  type ConnectionBody,
  type ConnectionCheck,
  type ConnectionSettings,
  type ConnectionTest,
} from './schemas/connection-settings.ts';
export {
  addGrantBodySchema,
  type Access,
  type ApiToken,
  type BrowserSession,
  type Grant,
  type Group,
  type Session,
  type User,
} from './schemas/accounts.ts';
export {
  climbs,
  compileGrants,
  compileWildcards,
  type GrantRule,
  type HeldRights,
  type Rights,
  type Scope,
} from './grant-rules.ts';
export { roleRights, roles, type Role } from './roles.ts';
export { problemCodes, problemStatus, requestRules, type ProblemCode, type RequestRule } from './problem.ts';
export { problemSchema, type Problem } from './schemas/problem.ts';
export { type Bucket, type BucketFacts, type Connection } from './schemas/buckets.ts';
export {
  type Completion,
  type Entry,
  type EntryPage,
  type KeyParts,
  type KeyVersion,
  type KeyVersions,
  type KeyView,
  type WriteView,
  type ReaderLine,
  type ResolvedLink,
  type TargetCard,
} from './schemas/objects.ts';
export type { AuditEvent } from './schemas/audit.ts';
export { scanScheduleSchema, type ScanSchedule } from './schemas/scan.ts';
export { observedStateSchema, type ObservedState, type OutsideChange } from './schemas/outside-change.ts';
export { keyStateSchema, linkDraftSchema, type MirrorRule } from './schemas/key-state.ts';
export {
  changeActionSchema,
  changeOutcomeSchema,
  type Change,
  type CreateLinkBody,
  type DeleteBody,
  type Preflight,
  type PreflightBody,
  type RepointLinkBody,
  type RequestFormats,
  type WriteResult,
} from './schemas/links.ts';
export {
  type LinkMap,
  type MapDestination,
  type MapLine,
  type MapPointer,
  type UnpointedFolder,
} from './schemas/link-map.ts';
export type { Neighbour } from './schemas/neighbourhood.ts';
export { changeFacets, type ChangeCounts, type ChangeFacet } from './schemas/change-filter.ts';
export type { RestoreBody, RestoreResult } from './schemas/restore.ts';
export { findingSchema } from './schemas/finding.ts';
export { linkSettingsSchema } from './schemas/links.ts';
export {
  keptSourceSchema,
  planOriginSchema,
  type KeptSelection,
  type KeptSource,
  type LinkSelection,
  type PlanOrigin,
  type PlanSource,
  type RenamedKeys,
} from './schemas/plan-source.ts';
export {
  planActionSchema,
  planDecisionSchema,
  planGroupSchema,
  planRowKindSchema,
  planRowOutcomeSchema,
  planStateSchema,
  type EditPlanBody,
  type FolderChoice,
  type Plan,
  type PlanAction,
  type PlanDecision,
  type PlanFinding,
  type PlanGroup,
  type PlanRow,
  type PlanRowKind,
  type PlanRowOutcome,
  type PlanState,
  type PlanSummary,
  type RulePreview,
} from './schemas/plans.ts';
export {
  type Candidate,
  type Sibling,
  type Coverage,
  type FolderRow,
  type LinkGroup,
  type Home,
  type IndexedFolderLink,
  type IndexedLink,
  type KeyBacklinks,
  type LastSeen,
  type ReaderTrial,
  coverageSchema,
  dailyStatsSchema,
  type DailyStats,
  type SearchHit,
  type SoonBroken,
} from './schemas/link-index.ts';
export type { Scan } from './schemas/scan.ts';
