import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { planOperations } from './plan-operations.ts';
import { linkSorts, maxFolders, maxResolve, maxUpload, routes } from './routes.ts';
import { bucketFactsSchema, bucketSchema, connectionSchema } from './schemas/buckets.ts';
import {
  bucketNameSchema,
  bucketScope,
  callsSchema,
  keyScope,
  limitSchema,
  prefixSchema,
  servedCountsSchema,
} from './schemas/key-state.ts';
import {
  changeSchema,
  createLinkBodySchema,
  deleteBodySchema,
  preflightBodySchema,
  preflightSchema,
  repointLinkBodySchema,
  writeResultSchema,
} from './schemas/links.ts';
import { linkSelectionSchema } from './schemas/plan-source.ts';
import { planSummarySchema } from './schemas/plans.ts';
import { changeCountsSchema, changeFilterMembers } from './schemas/change-filter.ts';
import {
  byHealthSchema,
  candidateSchema,
  coverageSchema,
  folderRowSchema,
  homeSchema,
  breaksSoonSchema,
  indexedLinkSchema,
  keyBacklinksSchema,
  linkFilterMembers,
  readerTrialSchema,
  searchHitSchema,
  siblingSchema,
} from './schemas/link-index.ts';
import { linkMapSchema } from './schemas/link-map.ts';
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
    right: 'connection.list',
    answer: z.object({ items: z.array(connectionSchema) }),
  }),
  listBuckets: operation({
    ...routes.listBuckets,
    right: 'bucket.list',
    query: z.strictObject({ connection: z.string() }),
    answer: z.object({ items: z.array(bucketSchema), calls: callsSchema }),
  }),
  getBucket: operation({
    ...routes.getBucket,
    right: 'bucket.list',
    query: z.strictObject(bucketScope),
    answer: bucketFactsSchema,
  }),
  listObjects: operation({
    ...routes.listObjects,
    right: 'object.list',
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
    query: z.strictObject({ ...bucketScope, typed: prefixSchema, limit: limitSchema }),
    answer: completionSchema,
  }),
  resolveLinks: operation({
    ...routes.resolveLinks,
    right: 'link.read',
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
  getHome: operation({
    ...routes.getHome,
    right: 'link.read',
    query: z.strictObject({ connection: z.string() }),
    answer: homeSchema,
  }),
  listCoverage: operation({
    ...routes.listCoverage,
    right: 'link.read',
    query: z.strictObject({ connection: z.string(), bucket: z.optional(bucketNameSchema) }),
    answer: z.object({ items: z.array(coverageSchema) }),
  }),
  startScan: operation({
    ...routes.startScan,
    right: 'link.read',
    body: z.strictObject({
      ...bucketScope,
      /** Also compare the headers of each link with those of its target: two calls more for each link. */
      headers: z.optional(z.boolean()),
    }),
    answer: coverageSchema,
  }),
  listLinks: operation({
    ...routes.listLinks,
    right: 'link.read',
    query: z.strictObject({
      connection: z.string(),
      bucket: z.optional(bucketNameSchema),
      ...linkFilterMembers,
      sort: z.optional(z.enum(linkSorts)),
      cursor: z.optional(z.string()),
      limit: limitSchema,
    }),
    answer: z.object({
      items: z.array(indexedLinkSchema),
      total: z.number(),
      /** Links by health under the other filters: what each choice of health would yield. */
      byHealth: byHealthSchema,
      /** Of the same links, those whose headers were compared, and those served wrongly. */
      served: servedCountsSchema,
      /** Of the same links, those that break soon. */
      breaksSoon: z.number(),
      /** Buckets with links whose lifecycle rules are not known: what breaks soon there is not counted. */
      forecastsUnknownIn: z.array(z.string()),
      nextCursor: z.optional(z.string()),
      coverage: z.array(coverageSchema),
    }),
  }),
  exportLinks: operation({
    ...routes.exportLinks,
    right: 'link.read',
    query: z.strictObject({
      ...bucketScope,
      ...linkFilterMembers,
    }),
  }),
  exportSelection: operation({
    ...routes.exportSelection,
    right: 'link.read',
    body: z.strictObject({ ...bucketScope, links: linkSelectionSchema }),
  }),
  exportManifest: operation({
    ...routes.exportManifest,
    right: 'link.read',
    query: z.strictObject({
      ...bucketScope,
      prefix: z.string(),
      /** `yaml` unless told. */
      format: z.optional(z.enum(['yaml', 'json'])),
    }),
  }),
  describeFolders: operation({
    ...routes.describeFolders,
    right: 'link.read',
    body: z.strictObject({
      ...bucketScope,
      prefixes: z.array(z.string()).check(z.maxLength(maxFolders)),
      /** Keys of objects and links, to be told who leads to them. */
      keys: z.optional(z.array(z.string()).check(z.maxLength(maxFolders))),
      /** A prefix to be told what breaks soon below it. */
      within: z.optional(prefixSchema),
    }),
    answer: z.object({
      items: z.array(folderRowSchema),
      /** Of the keys asked about, those that some link leads to; in the order they were asked in. */
      keyBacklinks: z.array(keyBacklinksSchema),
      /** Whether the lifecycle rules of the bucket are known: without them, no row tells what breaks soon. */
      forecastsKnown: z.boolean(),
      /** Below `within`. */
      breaksSoon: z.optional(breaksSoonSchema),
      coverage: coverageSchema,
    }),
  }),
  getMap: operation({
    ...routes.getMap,
    right: 'link.read',
    query: z.strictObject({
      ...bucketScope,
      /** Links whose key or target lies below it; all where it is absent. */
      prefix: z.optional(prefixSchema),
      /** Words separated by blanks: each is in the key or in the target, in any case. */
      contains: linkFilterMembers.contains,
    }),
    answer: linkMapSchema,
  }),
  exportUnpointed: operation({
    ...routes.exportUnpointed,
    right: 'link.read',
    query: z.strictObject({ ...bucketScope, prefix: z.optional(prefixSchema) }),
  }),
  listBacklinks: operation({
    ...routes.listBacklinks,
    right: 'link.read',
    query: z.strictObject({ ...keyScope, limit: limitSchema }),
    answer: z.object({ items: z.array(z.string()), total: z.number(), coverage: coverageSchema }),
  }),
  listCandidates: operation({
    ...routes.listCandidates,
    right: 'link.read',
    query: z.strictObject(keyScope),
    answer: z.object({
      items: z.array(candidateSchema),
      siblings: z.array(siblingSchema),
      coverage: coverageSchema,
    }),
  }),
  tryReaders: operation({
    ...routes.tryReaders,
    right: 'object.read',
    query: z.strictObject(keyScope),
    answer: z.object({ items: z.array(readerTrialSchema), calls: callsSchema }),
  }),
  search: operation({
    ...routes.search,
    right: 'link.read',
    query: z.strictObject({
      connection: z.string(),
      text: z.string().check(z.minLength(1), z.maxLength(1024)),
      limit: limitSchema,
    }),
    answer: z.object({
      items: z.array(searchHitSchema),
      more: z.boolean(),
      coverage: z.array(coverageSchema),
    }),
  }),
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
  listChanges: operation({
    ...routes.listChanges,
    right: 'change.read',
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
    query: z.strictObject(changeFilterMembers),
    answer: changeCountsSchema,
  }),
  exportChanges: operation({
    ...routes.exportChanges,
    right: 'change.read',
    query: z.strictObject({ ...changeFilterMembers, format: z.enum(['csv', 'ndjson']) }),
  }),
  getChange: operation({
    ...routes.getChange,
    right: 'change.read',
    query: z.strictObject({ connection: z.string(), id: z.string() }),
    answer: changeSchema,
  }),
  undoChange: operation({
    ...routes.undoChange,
    right: 'change.read',
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
