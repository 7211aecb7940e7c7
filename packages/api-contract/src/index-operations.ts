import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { linkSorts, maxFolders, routes } from './routes.ts';
import {
  bucketNameSchema,
  bucketScope,
  callsSchema,
  keyScope,
  limitSchema,
  prefixSchema,
  servedCountsSchema,
} from './schemas/key-state.ts';
import { linkSelectionSchema } from './schemas/plan-source.ts';
import {
  byHealthSchema,
  candidateSchema,
  coverageSchema,
  folderRowSchema,
  homeSchema,
  breaksSoonSchema,
  indexedLinkSchema,
  keyBacklinksSchema,
  lastSeenSchema,
  linkFilterMembers,
  linkGroupSchema,
  readerTrialSchema,
  searchHitSchema,
  siblingSchema,
} from './schemas/link-index.ts';
import { linkMapSchema } from './schemas/link-map.ts';
import { neighbourSchema } from './schemas/neighbourhood.ts';
import {
  controlScanBodySchema,
  scanReportSchema,
  scanSourceSchema,
  scanSourcesSchema,
  setScanScheduleBodySchema,
} from './schemas/scan.ts';

/** What the link index answers, and the scans that fill it. */
export const indexOperations = {
  getHome: operation({
    ...routes.getHome,
    right: 'link.read',
    partly: true,
    query: z.strictObject({ connection: z.string() }),
    answer: homeSchema,
  }),
  listCoverage: operation({
    ...routes.listCoverage,
    right: 'link.read',
    partly: true,
    query: z.strictObject({ connection: z.string(), bucket: z.optional(bucketNameSchema) }),
    answer: z.object({ items: z.array(coverageSchema) }),
  }),
  startScan: operation({
    ...routes.startScan,
    right: 'scan.run',
    body: z.strictObject({
      ...bucketScope,
      /** Also compare the headers of each link with those of its target: two calls more for each link. */
      headers: z.optional(z.boolean()),
      /** The list of all keys where it is absent. A scan that is under way or paused goes on with its own. */
      source: z.optional(scanSourceSchema),
    }),
    answer: coverageSchema,
  }),
  listScanSources: operation({
    ...routes.listScanSources,
    right: 'link.read',
    query: z.strictObject(bucketScope),
    answer: scanSourcesSchema,
  }),
  getScan: operation({
    ...routes.getScan,
    right: 'link.read',
    partly: true,
    query: z.strictObject(bucketScope),
    answer: scanReportSchema,
  }),
  watchScan: operation({
    ...routes.watchScan,
    right: 'link.read',
    partly: true,
    query: z.strictObject(bucketScope),
  }),
  controlScan: operation({
    ...routes.controlScan,
    right: 'scan.run',
    body: controlScanBodySchema,
    answer: scanReportSchema,
  }),
  setScanSchedule: operation({
    ...routes.setScanSchedule,
    right: 'scan.run',
    body: setScanScheduleBodySchema,
    answer: scanReportSchema,
  }),
  listLinks: operation({
    ...routes.listLinks,
    right: 'link.read',
    partly: true,
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
  rollUpLinks: operation({
    ...routes.rollUpLinks,
    right: 'link.read',
    partly: true,
    query: z.strictObject({
      connection: z.string(),
      bucket: z.optional(bucketNameSchema),
      ...linkFilterMembers,
      limit: limitSchema,
    }),
    answer: z.object({
      items: z.array(linkGroupSchema),
      /** Links of all groups, listed or not. */
      total: z.number(),
      omitted: z.object({ groups: z.number(), links: z.number() }),
      coverage: z.array(coverageSchema),
    }),
  }),
  exportLinks: operation({
    ...routes.exportLinks,
    right: 'link.read',
    partly: true,
    query: z.strictObject({
      ...bucketScope,
      ...linkFilterMembers,
    }),
  }),
  exportSelection: operation({
    ...routes.exportSelection,
    right: 'link.read',
    partly: true,
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
    partly: true,
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
    partly: true,
    query: z.strictObject({
      ...bucketScope,
      /** Links whose key or target lies below it; all where it is absent. */
      prefix: z.optional(prefixSchema),
      /** Words separated by blanks: each is in the key or in the target, in any case. */
      contains: linkFilterMembers.contains,
      /** As recorded changes tell of this moment, ISO 8601; absent: now. */
      at: z.optional(z.iso.datetime()),
    }),
    answer: linkMapSchema,
  }),
  exportUnpointed: operation({
    ...routes.exportUnpointed,
    right: 'link.read',
    query: z.strictObject({ ...bucketScope, prefix: z.optional(prefixSchema) }),
  }),
  getNeighbourhood: operation({
    ...routes.getNeighbourhood,
    right: 'link.read',
    query: z.strictObject(keyScope),
    answer: z.object({
      /** At most 60, the key that was asked for first; none where nothing is known of the bucket. */
      items: z.array(neighbourSchema),
      coverage: coverageSchema,
    }),
  }),
  listBacklinks: operation({
    ...routes.listBacklinks,
    right: 'link.read',
    query: z.strictObject({ ...keyScope, limit: limitSchema }),
    answer: z.object({
      items: z.array(z.string()),
      total: z.number(),
      /** What was at the key, where nothing is now; absent where no object was ever seen there. */
      lastSeen: z.optional(lastSeenSchema),
      coverage: coverageSchema,
    }),
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
    partly: true,
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
} as const;
