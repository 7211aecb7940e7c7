import { outsideChangeSchema } from './schemas/outside-change.ts';
import * as z from 'zod/mini';
import { auditOperations } from './audit-operations.ts';
import { accountOperations } from './account-operations.ts';
import { connectionOperations } from './connection-operations.ts';
import { indexOperations } from './index-operations.ts';
import { operation } from './operation.ts';
import { planOperations } from './plan-operations.ts';
import { maxResolve, maxUpload, routes } from './routes.ts';
import { bucketFactsSchema, bucketSchema, connectionSchema } from './schemas/buckets.ts';
import { bucketScope, callsSchema, keyScope, limitSchema, prefixSchema } from './schemas/key-state.ts';
import {
  changeSchema,
  createLinkBodySchema,
  deleteBodySchema,
  preflightBodySchema,
  preflightSchema,
  repointLinkBodySchema,
  writeResultSchema,
} from './schemas/links.ts';
import { restoreBodySchema, restoreResultSchema } from './schemas/restore.ts';
import { planSummarySchema } from './schemas/plans.ts';
import { changeCountsSchema, changeFilterMembers } from './schemas/change-filter.ts';
import {
  completionSchema,
  entryPageSchema,
  keyPartSchema,
  keyPartsSchema,
  keyVersionsSchema,
  keyViewSchema,
  resolvedLinkSchema,
  writeViewSchema,
} from './schemas/objects.ts';

/** The whole HTTP API, row by row. */
export const operations = {
  listConnections: operation({
    ...routes.listConnections,
    // Whoever has no grant is told so, and who gives one.
    right: 'account.own',
    answer: z.object({
      items: z.array(connectionSchema),
      /** Names of people who give rights, some of them; absent for whoever has every right. */
      administrators: z.optional(z.array(z.string())),
      /** The console has no accounts: whoever reaches it may do everything. */
      open: z.optional(z.boolean()),
    }),
  }),
  listBuckets: operation({
    ...routes.listBuckets,
    right: 'bucket.list',
    partly: true,
    query: z.strictObject({ connection: z.string() }),
    answer: z.object({ items: z.array(bucketSchema), calls: callsSchema }),
  }),
  getBucket: operation({
    ...routes.getBucket,
    right: 'bucket.list',
    partly: true,
    query: z.strictObject(bucketScope),
    answer: bucketFactsSchema,
  }),
  listObjects: operation({
    ...routes.listObjects,
    right: 'object.list',
    partly: true,
    query: z.strictObject({
      ...bucketScope,
      prefix: z.optional(prefixSchema),
      /** `/` by default; empty lists all keys below the prefix. */
      delimiter: z.optional(z.string().check(z.maxLength(1))),
      /** Start after this key, exclusive; ignored once a cursor is given. */
      startAfter: z.optional(prefixSchema),
      cursor: z.optional(z.string()),
      limit: limitSchema,
    }),
    answer: entryPageSchema,
  }),
  getObject: operation({
    ...routes.getObject,
    right: 'link.read',
    query: z.strictObject({ ...keyScope }),
    answer: keyViewSchema,
  }),
  getObjectPart: operation({
    ...routes.getObjectPart,
    right: 'link.read',
    query: z.strictObject({ ...keyScope, part: keyPartSchema }),
    answer: keyPartsSchema,
  }),
  listKeyVersions: operation({
    ...routes.listKeyVersions,
    right: 'link.read',
    query: z.strictObject(keyScope),
    answer: keyVersionsSchema,
  }),
  previewObject: operation({
    ...routes.previewObject,
    right: 'object.read',
    query: z.strictObject(keyScope),
  }),
  downloadObject: operation({
    ...routes.downloadObject,
    right: 'object.read',
    query: z.strictObject(keyScope),
  }),
  uploadObject: operation({
    ...routes.uploadObject,
    right: 'object.write',
    query: z.strictObject({
      ...keyScope,
      contentType: z.optional(z.string()),
      /** ETag and size of the object that is replaced. */
      proofEtag: z.optional(z.string()),
      proofSize: z.optional(z.string().check(z.regex(/^[0-9]{1,15}$/))),
      /** Kept with the change. */
      reason: z.optional(z.string().check(z.maxLength(500))),
    }),
    upload: { maxBytes: maxUpload },
    condition: 'create',
    answer: z.object({ view: writeViewSchema, ossRequestId: z.optional(z.string()), calls: callsSchema }),
  }),
  completeTarget: operation({
    ...routes.completeTarget,
    right: 'object.list',
    partly: true,
    query: z.strictObject({ ...bucketScope, typed: prefixSchema, limit: limitSchema }),
    answer: completionSchema,
  }),
  resolveLinks: operation({
    ...routes.resolveLinks,
    right: 'link.read',
    partly: true,
    body: z.strictObject({
      ...bucketScope,
      /** `target`: already known for this ETag; only its health is looked up. */
      links: z
        .array(
          z.strictObject({ key: z.string(), etag: z.optional(z.string()), target: z.optional(z.string()) }),
        )
        .check(z.maxLength(maxResolve)),
    }),
    answer: z.object({ items: z.array(resolvedLinkSchema), calls: callsSchema }),
  }),
  ...indexOperations,
  ...auditOperations,
  preflight: operation({
    ...routes.preflight,
    right: 'link.read',
    body: preflightBodySchema,
    answer: preflightSchema,
  }),
  createLink: operation({
    ...routes.createLink,
    right: 'link.create',
    keyed: true,
    body: createLinkBodySchema,
    condition: 'create',
    answer: writeResultSchema,
  }),
  repointLink: operation({
    ...routes.repointLink,
    right: 'link.repoint',
    keyed: true,
    body: repointLinkBodySchema,
    condition: 'required',
    answer: writeResultSchema,
  }),
  deleteLink: operation({
    ...routes.deleteLink,
    right: 'link.delete',
    keyed: true,
    body: deleteBodySchema,
    condition: 'required',
    answer: writeResultSchema,
  }),
  deleteObject: operation({
    ...routes.deleteObject,
    right: 'object.delete',
    keyed: true,
    body: deleteBodySchema,
    condition: 'required',
    answer: writeResultSchema,
  }),
  restoreObject: operation({
    ...routes.restoreObject,
    right: 'object.restore',
    keyed: true,
    body: restoreBodySchema,
    condition: 'required',
    answer: restoreResultSchema,
  }),
  listChanges: operation({
    ...routes.listChanges,
    right: 'change.read',
    partly: true,
    query: z.strictObject({ ...changeFilterMembers, cursor: z.optional(z.string()), limit: limitSchema }),
    answer: z.object({
      items: z.array(changeSchema),
      /** The plans that made some of them, as far as the actor may read those. */
      plans: z.array(planSummarySchema),
      nextCursor: z.optional(z.string()),
    }),
  }),
  countChanges: operation({
    ...routes.countChanges,
    right: 'change.read',
    partly: true,
    query: z.strictObject(changeFilterMembers),
    answer: changeCountsSchema,
  }),
  exportChanges: operation({
    ...routes.exportChanges,
    right: 'change.read',
    partly: true,
    query: z.strictObject({ ...changeFilterMembers, format: z.enum(['csv', 'ndjson']) }),
  }),
  listOutsideChanges: operation({
    ...routes.listOutsideChanges,
    right: 'change.read',
    query: z.strictObject({ ...keyScope, cursor: z.optional(z.string()), limit: limitSchema }),
    answer: z.object({ items: z.array(outsideChangeSchema), nextCursor: z.optional(z.string()) }),
  }),
  getChange: operation({
    ...routes.getChange,
    right: 'change.read',
    partly: true,
    query: z.strictObject({ connection: z.string(), id: z.string() }),
    answer: changeSchema,
  }),
  undoChange: operation({
    ...routes.undoChange,
    right: 'change.read',
    partly: true,
    keyed: true,
    body: z.strictObject({
      connection: z.string(),
      change: z.string(),
      accept: z.optional(z.array(z.string())),
      reason: z.optional(z.string().check(z.maxLength(500))),
    }),
    condition: 'required',
    answer: writeResultSchema,
  }),
  ...planOperations,
  ...accountOperations,
  ...connectionOperations,
} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;

/** What an operation takes and gives, as types. */
export type QueryOf<N extends OperationName> = Operations[N] extends { query: infer Q extends z.ZodMiniType }
  ? z.infer<Q>
  : undefined;
export type BodyOf<N extends OperationName> = Operations[N] extends { body: infer B extends z.ZodMiniType }
  ? z.infer<B>
  : undefined;
export type AnswerOf<N extends OperationName> = Operations[N] extends {
  answer: infer A extends z.ZodMiniType;
}
  ? z.infer<A>
  : undefined;
