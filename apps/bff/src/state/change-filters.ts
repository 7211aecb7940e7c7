import { changeActionSchema, changeOutcomeSchema } from '@signpost/api-contract';
import { and, eq, gte, lt, or, sql, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { unionAll } from 'drizzle-orm/pg-core';
import type { ChangeFilter, CountedChanges } from '../changes/change-log.ts';
import { changes } from './schema/tables.ts';
import { isStorable, isUuid } from './storable.ts';

/** The condition that a row of the change log meets when the filter lets it through. */
export function toCondition(filter: ChangeFilter): SQL | undefined {
  const { connection, bucket, key, keyPrefix, group, actor, action, outcome, from, until, requestId } =
    filter;
  if (!isStorable(bucket, key, keyPrefix, actor, requestId)) return sql`false`;
  return and(
    eq(changes.connectionId, connection),
    bucket === undefined ? undefined : eq(changes.bucket, bucket),
    key === undefined ? undefined : eq(changes.key, key),
    keyPrefix === undefined || keyPrefix === '' ? undefined : beginsWith(keyPrefix),
    group === undefined ? undefined : isUuid(group) ? eq(changes.groupId, group) : sql`false`,
    actor === undefined ? undefined : or(eq(changes.actorName, actor), eq(changes.actorId, actor)),
    action === undefined ? undefined : eq(changes.action, action),
    outcome === undefined ? undefined : eq(changes.outcome, outcome),
    from === undefined ? undefined : gte(changes.at, new Date(from)),
    until === undefined ? undefined : lt(changes.at, new Date(until)),
    requestId === undefined ? undefined : sql`upper(${changes.ossRequestId}) = upper(${requestId})`,
  );
}

/** A range of keys, which an index serves in every version of PostgreSQL: keys are compared by their bytes. */
function beginsWith(prefix: string): SQL | undefined {
  const end = toPrefixEnd(prefix);
  return and(gte(changes.key, prefix), end === undefined ? undefined : lt(changes.key, end));
}

/** The first text after all that begin with the prefix, by code points; undefined where there is none. */
function toPrefixEnd(prefix: string): string | undefined {
  const points = [...prefix].map((sign) => sign.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10_ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  // Surrogates are no characters of their own.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}

/** For each filter its newest `limit` changes, those that are alike as one entry. */
export async function countChanges(
  db: NodePgDatabase,
  filters: readonly ChangeFilter[],
  limit: number,
): Promise<CountedChanges[][]> {
  const questions = filters.map((filter, question) => {
    const newest = db
      .select({
        bucket: changes.bucket,
        key: changes.key,
        actorName: changes.actorName,
        action: changes.action,
        outcome: changes.outcome,
      })
      .from(changes)
      .where(toCondition(filter))
      .orderBy(sql`${changes.seq} DESC`)
      .limit(limit)
      .as(`newest_${question}`);
    const { bucket, key, actorName, action, outcome } = newest;
    return db
      .select({
        question: sql<number>`${question}::integer`.as('question'),
        bucket,
        key,
        actorName,
        action,
        outcome,
        count: sql<number>`count(*)::integer`.as('count'),
      })
      .from(newest)
      .groupBy(bucket, key, actorName, action, outcome);
  });
  const [first, second, ...others] = questions;
  if (first === undefined) return [];
  const rows = await (second === undefined ? first : unionAll(first, second, ...others));
  const counted = filters.map((): CountedChanges[] => []);
  for (const { question, bucket, key, actorName, action, outcome, count } of rows)
    counted[question]?.push({
      bucket,
      key,
      actor: actorName,
      action: changeActionSchema.parse(action),
      outcome: changeOutcomeSchema.parse(outcome),
      count,
    });
  return counted;
}
