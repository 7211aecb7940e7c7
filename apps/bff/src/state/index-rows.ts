import { decisiveHeaders } from '@signpost/link-model/health';
import type { IndexEntry } from '@signpost/link-model/index';
import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { indexKeys } from './schema/tables.ts';

/** The bucket whose rows are read or written. */
export interface IndexedBucket {
  connectionId: string;
  bucket: string;
}

/** Members that few entries have. */
const factsSchema = z.object({
  restored: z.optional(z.boolean()),
  restoredUntil: z.optional(z.string()),
  readAs: z.optional(z.string()),
  forbidden: z.optional(z.boolean()),
  brokenSince: z.optional(z.string()),
  served: z.optional(
    z.object({
      wrong: z.array(z.enum(decisiveHeaders)),
      targetModified: z.string(),
    }),
  ),
});

/** Rows of key, kind, etag, last change, size, class, target and facts, to select from: one parameter for each column. */
export function toRows(entries: readonly IndexEntry[]): SQL {
  const column = (
    type: 'text' | 'bigint' | 'timestamptz',
    of: (entry: IndexEntry) => string | number | null,
  ): SQL => sql`${sql.param(entries.map(of))}::${sql.raw(type)}[]`;
  const columns = [
    column('text', ({ key }) => key),
    column('text', ({ kind }) => kind),
    column('text', ({ etag }) => etag),
    column('timestamptz', ({ lastModified }) => lastModified),
    column('bigint', ({ size }) => size),
    column('text', ({ storageClass }) => storageClass),
    column('text', toTargetColumn),
    column('text', toFactsColumn),
  ];
  return sql`unnest(${sql.join(columns, sql`, `)})`;
}

/** The same rows as a table whose columns have the names of those of the index. */
export function toTable(entries: readonly IndexEntry[], name: SQL): SQL {
  return sql`${toRows(entries)} AS ${name} (key, kind, etag, last_modified, size, storage_class, target, facts)`;
}

export function toTargetColumn(entry: IndexEntry): string | null {
  return entry.kind === 'link' && entry.target !== undefined ? JSON.stringify(entry.target) : null;
}

function toFactsColumn(entry: IndexEntry): string | null {
  const {
    key: _key,
    etag: _etag,
    lastModified: _time,
    size: _size,
    storageClass: _class,
    kind: _kind,
    ...rest
  } = entry;
  // That an object is not restored is what a row without facts says.
  const omitted =
    entry.kind === 'link' ? { target: undefined } : entry.restored ? {} : { restored: undefined };
  const facts = { ...rest, ...omitted };
  const text = JSON.stringify(facts);
  return text === '{}' ? null : text;
}

export function fromRow({
  key,
  kind,
  etag,
  lastModified,
  size,
  storageClass,
  target,
  facts,
}: typeof indexKeys.$inferSelect): IndexEntry {
  const common = { key, etag, lastModified: lastModified.toISOString(), size, storageClass };
  const { restored, restoredUntil, readAs, forbidden, brokenSince, served } =
    facts === null ? {} : factsSchema.parse(JSON.parse(facts));
  if (kind !== 'link')
    return {
      kind: 'object',
      ...common,
      ...(restored === undefined ? {} : { restored }),
      ...(restoredUntil === undefined ? {} : { restoredUntil }),
    };
  return {
    kind: 'link',
    ...common,
    ...(target === null ? {} : { target: z.string().parse(JSON.parse(target)) }),
    ...(readAs === undefined ? {} : { readAs }),
    ...(forbidden === undefined ? {} : { forbidden }),
    ...(brokenSince === undefined ? {} : { brokenSince }),
    ...(served === undefined ? {} : { served }),
  };
}
