import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { bucketFactsSchema, bucketSchema, connectionSchema } from './schemas/buckets.ts';
import { bucketScope, callsSchema, keyScope } from './schemas/key-state.ts';
import {
  changeSchema,
  createLinkBodySchema,
  deleteLinkBodySchema,
  preflightBodySchema,
  preflightSchema,
  repointLinkBodySchema,
  writeResultSchema,
} from './schemas/links.ts';
import {
  byHealthSchema,
  candidateSchema,
  coverageSchema,
  folderRowSchema,
  homeSchema,
  indexedLinkSchema,
  readerTrialSchema,
  searchHitSchema,
} from './schemas/link-index.ts';
import { completionSchema, entryPageSchema, keyViewSchema, resolvedLinkSchema } from './schemas/objects.ts';

/** Query strings carry text only. */
const limitSchema = z.optional(z.string().check(z.regex(/^[1-9][0-9]{0,3}$/)));

/** Most links one resolve call takes. */
export const maxResolve = 50;

/** Most prefixes one folder question takes: a whole page of a listing. */
export const maxFolders = 1000;

/** Largest object the console uploads: it is for texts and pictures, not for releases. */
export const maxUpload = 10 * 1024 * 1024;

/** The whole HTTP API, row by row. */
export const operations = {
  listConnections: operation({
    method: 'GET',
    path: '/api/v1/connections',
    right: 'connection.list',
    summary: 'Connections: named endpoints with a region and a credential',
    answer: z.object({ items: z.array(connectionSchema) }),
    problems: [],
  }),
  listBuckets: operation({
    method: 'GET',
    path: '/api/v1/buckets',
    right: 'bucket.list',
    summary: 'Buckets of a connection, of all regions',
    query: z.strictObject({ connection: z.string() }),
    answer: z.object({ items: z.array(bucketSchema), calls: callsSchema }),
    problems: ['connection-unknown', 'oss-access-denied'],
  }),
  getBucket: operation({
    method: 'GET',
    path: '/api/v1/bucket',
    right: 'bucket.list',
    summary: 'Facts of one bucket that decide what a write does; cached for minutes',
    query: z.strictObject(bucketScope),
    answer: bucketFactsSchema,
    problems: ['connection-unknown', 'bucket-missing', 'oss-access-denied'],
  }),
  listObjects: operation({
    method: 'GET',
    path: '/api/v1/objects',
    right: 'object.list',
    summary: 'One page of keys and prefixes in key order: one list call',
    query: z.strictObject({
      ...bucketScope,
      prefix: z.optional(z.string()),
      /** `/` by default; empty lists all keys below the prefix. */
      delimiter: z.optional(z.string().check(z.maxLength(1))),
      /** Start after this key, exclusive; ignored once a cursor is given. */
      startAfter: z.optional(z.string()),
      cursor: z.optional(z.string()),
      limit: limitSchema,
    }),
    answer: entryPageSchema,
    problems: ['bucket-missing', 'oss-access-denied'],
  }),
  getObject: operation({
    method: 'GET',
    path: '/api/v1/object',
    right: 'link.read',
    summary: 'Everything about one key, and the token that stands for it',
    query: z.strictObject({ ...keyScope }),
    answer: keyViewSchema,
    problems: ['bucket-missing', 'oss-access-denied'],
  }),
  previewObject: operation({
    method: 'GET',
    path: '/api/v1/object/preview',
    right: 'object.read',
    summary: 'The first 256 KiB of a text, or an image, streamed and sandboxed',
    query: z.strictObject(keyScope),
    problems: [
      'object-missing',
      'preview-unsupported',
      'object-cold',
      'link-target-missing',
      'link-target-is-link',
    ],
  }),
  downloadObject: operation({
    method: 'GET',
    path: '/api/v1/object/download',
    right: 'object.read',
    summary: 'The bytes of an object, read through a link where the key is one, as an attachment',
    query: z.strictObject(keyScope),
    problems: ['object-missing', 'object-cold', 'link-target-missing', 'link-target-is-link'],
  }),
  uploadObject: operation({
    method: 'POST',
    path: '/api/v1/objects/upload',
    right: 'object.write',
    summary:
      'Store a small object (at most 10 MiB), streamed to OSS; never over a link, over an object only with proof',
    query: z.strictObject({
      ...keyScope,
      contentType: z.optional(z.string()),
      /** ETag and size of the object that is replaced. */
      proofEtag: z.optional(z.string()),
      proofSize: z.optional(z.string().check(z.regex(/^[0-9]{1,15}$/))),
    }),
    upload: { maxBytes: maxUpload },
    condition: 'create',
    answer: z.object({ view: keyViewSchema, ossRequestId: z.optional(z.string()), calls: callsSchema }),
    problems: [
      'body-too-large',
      'length-required',
      'precondition-required',
      'state-changed',
      'key-taken',
      'proof-required',
      'proof-mismatch',
      'write-blocked',
      'object-immutable',
    ],
  }),
  completeTarget: operation({
    method: 'GET',
    path: '/api/v1/targets',
    right: 'object.list',
    summary: 'Keys and prefixes that begin with what was typed',
    query: z.strictObject({ ...bucketScope, typed: z.string(), limit: limitSchema }),
    answer: completionSchema,
    problems: ['bucket-missing', 'oss-access-denied'],
  }),
  resolveLinks: operation({
    method: 'POST',
    path: '/api/v1/links/resolve',
    right: 'link.read',
    summary: 'Where up to 50 links lead, and whether they work',
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
    problems: ['bucket-missing'],
  }),
  getHome: operation({
    method: 'GET',
    path: '/api/v1/home',
    right: 'link.read',
    summary: 'All that the first screen shows, from the link index, without a call to OSS',
    query: z.strictObject({ connection: z.string() }),
    answer: homeSchema,
    problems: ['connection-unknown'],
  }),
  listCoverage: operation({
    method: 'GET',
    path: '/api/v1/index',
    right: 'link.read',
    summary: 'How much of each bucket the link index has read, and when',
    query: z.strictObject({ connection: z.string(), bucket: z.optional(z.string()) }),
    answer: z.object({ items: z.array(coverageSchema) }),
    problems: ['connection-unknown'],
  }),
  readIndex: operation({
    method: 'POST',
    path: '/api/v1/index/read',
    right: 'link.read',
    summary:
      'Start reading a bucket into the link index, or join the reading under way; ask for its coverage to follow it',
    body: z.strictObject(bucketScope),
    answer: coverageSchema,
    problems: ['connection-unknown', 'bucket-missing', 'oss-access-denied'],
  }),
  listLinks: operation({
    method: 'GET',
    path: '/api/v1/links',
    right: 'link.read',
    summary: 'Links of the index in key order, filtered',
    query: z.strictObject({
      connection: z.string(),
      bucket: z.optional(z.string()),
      /** Health words separated by commas; `broken` stands for all that readers trip over. */
      health: z.optional(z.string()),
      prefix: z.optional(z.string()),
      target: z.optional(z.string()),
      cursor: z.optional(z.string()),
      limit: limitSchema,
    }),
    answer: z.object({
      items: z.array(indexedLinkSchema),
      total: z.number(),
      /** Links by health under the other filters: what each choice of health would yield. */
      byHealth: byHealthSchema,
      nextCursor: z.optional(z.string()),
      coverage: z.array(coverageSchema),
    }),
    problems: ['connection-unknown', 'invalid-request'],
  }),
  describeFolders: operation({
    method: 'POST',
    path: '/api/v1/index/folders',
    right: 'link.read',
    summary:
      'What the index knows of up to 1,000 prefixes: sums, folder links, who points in; no call to OSS',
    body: z.strictObject({ ...bucketScope, prefixes: z.array(z.string()).check(z.maxLength(maxFolders)) }),
    answer: z.object({ items: z.array(folderRowSchema), coverage: coverageSchema }),
    problems: ['connection-unknown'],
  }),
  listPointers: operation({
    method: 'GET',
    path: '/api/v1/pointers',
    right: 'link.read',
    summary: 'Links that lead to a key, as far as the index knows',
    query: z.strictObject({ ...keyScope, limit: limitSchema }),
    answer: z.object({ items: z.array(z.string()), total: z.number(), coverage: coverageSchema }),
    problems: ['connection-unknown'],
  }),
  listCandidates: operation({
    method: 'GET',
    path: '/api/v1/candidates',
    right: 'link.read',
    summary:
      'Targets that could repair a link: earlier ones that still exist, the same name in neighbouring folders, newest first',
    query: z.strictObject(keyScope),
    answer: z.object({ items: z.array(candidateSchema), coverage: coverageSchema }),
    problems: ['connection-unknown'],
  }),
  tryReaders: operation({
    method: 'GET',
    path: '/api/v1/readers',
    right: 'object.read',
    summary: 'Who can read through a link: one signed and one unsigned request, on demand',
    query: z.strictObject(keyScope),
    answer: z.object({ items: z.array(readerTrialSchema), calls: callsSchema }),
    problems: ['connection-unknown', 'bucket-missing'],
  }),
  search: operation({
    method: 'GET',
    path: '/api/v1/search',
    right: 'link.read',
    summary: 'Keys and targets of the index that contain a text',
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
    problems: ['connection-unknown'],
  }),
  preflight: operation({
    method: 'POST',
    path: '/api/v1/links/preflight',
    right: 'link.read',
    summary: 'What a create, repoint, delete or undo would do; writes nothing',
    body: preflightBodySchema,
    answer: preflightSchema,
    problems: ['bucket-missing', 'change-missing', 'undo-impossible'],
  }),
  createLink: operation({
    method: 'POST',
    path: '/api/v1/links',
    right: 'link.create',
    summary: 'Write a link where nothing stands (If-None-Match: *), or over what was seen (If-Match)',
    body: createLinkBodySchema,
    condition: 'create',
    answer: writeResultSchema,
    problems: [
      'precondition-required',
      'proof-required',
      'proof-mismatch',
      'state-changed',
      'key-taken',
      'choice-required',
      'write-blocked',
      'object-immutable',
      'links-unsupported',
    ],
  }),
  repointLink: operation({
    method: 'PATCH',
    path: '/api/v1/links',
    right: 'link.repoint',
    summary: 'Change the target of a link and nothing else',
    body: repointLinkBodySchema,
    condition: 'required',
    answer: writeResultSchema,
    problems: [
      'precondition-required',
      'state-changed',
      'choice-required',
      'write-blocked',
      'not-a-link',
      'object-immutable',
      'links-unsupported',
    ],
  }),
  deleteLink: operation({
    // Not DELETE: proxies drop the body of one, and keys do not belong into a path.
    method: 'POST',
    path: '/api/v1/links/delete',
    right: 'link.delete',
    summary: 'Remove a link; its target stays',
    body: deleteLinkBodySchema,
    condition: 'required',
    answer: writeResultSchema,
    problems: [
      'precondition-required',
      'proof-required',
      'proof-mismatch',
      'state-changed',
      'choice-required',
      'not-a-link',
      'object-immutable',
    ],
  }),
  listChanges: operation({
    method: 'GET',
    path: '/api/v1/changes',
    right: 'change.read',
    summary: 'Recorded writes, newest first',
    query: z.strictObject({
      connection: z.string(),
      bucket: z.optional(z.string()),
      key: z.optional(z.string()),
      cursor: z.optional(z.string()),
      limit: limitSchema,
    }),
    answer: z.object({ items: z.array(changeSchema), nextCursor: z.optional(z.string()) }),
    problems: ['connection-unknown'],
  }),
  getChange: operation({
    method: 'GET',
    path: '/api/v1/change',
    right: 'change.read',
    summary: 'One recorded write; an unknown outcome is looked at again',
    query: z.strictObject({ connection: z.string(), id: z.string() }),
    answer: changeSchema,
    problems: ['change-missing'],
  }),
  undoChange: operation({
    method: 'POST',
    path: '/api/v1/changes/undo',
    right: 'change.read',
    summary: 'Take one write back to the exact state before, if nobody changed it meanwhile',
    body: z.strictObject({
      connection: z.string(),
      change: z.string(),
      accept: z.optional(z.array(z.string())),
      reason: z.optional(z.string().check(z.maxLength(500))),
    }),
    condition: 'required',
    answer: writeResultSchema,
    problems: [
      'change-missing',
      'undo-impossible',
      'state-changed',
      'precondition-required',
      'choice-required',
    ],
  }),
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

/** Header every write must carry; a page of another origin cannot set it. */
export const csrfHeader = { name: 'x-signpost-csrf', value: '1' } as const;
