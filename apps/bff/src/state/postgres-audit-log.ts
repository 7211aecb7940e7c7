import { and, asc, desc, eq, getTableColumns, gt, gte, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { toTrimDetails, trimAction } from '../audit/audit-actions.ts';
import type { AuditEvent, AuditFilter, AuditLog, TrimRequest } from '../audit/audit-log.ts';
import { formatPoint, systemActor, toRecorded } from '../audit/chain.ts';
import { appendAudit, lockHead, toBounds } from './append-audit.ts';
import { fromAuditColumns } from './audit-row.ts';
import { auditChain, auditEvents } from './schema/tables.ts';
import { isStorable } from './storable.ts';

/** The audit log in the database. */
export function createPostgresAuditLog(db: NodePgDatabase): AuditLog {
  return {
    record: batchRecords((events) => db.transaction((tx) => appendAudit(tx, events))),

    async page(filter, { cursor, limit }) {
      const before = cursor === undefined ? undefined : lt(auditEvents.seq, Number(cursor));
      const rows = await db
        .select()
        .from(auditEvents)
        .where(and(toCondition(filter), before))
        .orderBy(desc(auditEvents.seq))
        .limit(limit + 1);
      const items = rows.slice(0, limit).map((row) => toRecorded(fromAuditColumns(row)));
      const last = rows.length > limit ? items.at(-1) : undefined;
      return last === undefined ? { items } : { items, nextCursor: String(last.sequence) };
    },

    async bounds() {
      const [chain] = await db.select().from(auditChain);
      return chain === undefined ? undefined : toBounds(chain);
    },

    async chained(after, limit) {
      const rows = await db
        .select({
          ...getTableColumns(auditEvents),
          // A Date would hide a changed microsecond.
          exactAt: sql<string>`to_char(${auditEvents.at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
        })
        .from(auditEvents)
        .where(gt(auditEvents.seq, after))
        .orderBy(asc(auditEvents.seq))
        .limit(limit);
      return rows.map(({ exactAt, ...row }) => fromAuditColumns(row, exactAt.replace(/000Z$/, 'Z')));
    },

    trim: (request) => trimEvents(db, request),
  };
}

function trimEvents(db: NodePgDatabase, { before, limit, at }: TrimRequest): Promise<number> {
  return db.transaction(async (tx) => {
    await lockHead(tx);
    const oldest = await tx
      .select({ seq: auditEvents.seq, at: auditEvents.at, hash: auditEvents.hash })
      .from(auditEvents)
      .orderBy(asc(auditEvents.seq))
      .limit(limit);
    // Clocks step back: only what comes before every event that stays.
    const firstKept = oldest.findIndex((event) => event.at >= new Date(before));
    const removed = firstKept === -1 ? oldest.length : firstKept;
    const last = oldest[removed - 1];
    if (last === undefined) return 0;
    await tx.execute(sql`SELECT signpost.trim_audit_events(${last.seq})`);
    const base = formatPoint({ sequence: last.seq, hash: last.hash });
    const details = toTrimDetails({ removed, base });
    await appendAudit(tx, [{ at, actor: systemActor, action: trimAction, outcome: 'done', details }]);
    return removed;
  });
}

/** Events that come while others are being written go along with the next transaction, together. */
function batchRecords(append: (events: readonly AuditEvent[]) => Promise<void>): AuditLog['record'] {
  let waiting: AuditEvent[] = [];
  let next: Promise<void> | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  return (event) => {
    waiting.push(event);
    next ??= underWay.then(() => {
      const batch = waiting;
      waiting = [];
      next = undefined;
      const written = append(batch);
      underWay = written.catch(() => undefined);
      return written;
    });
    return next;
  };
}

function toCondition(filter: AuditFilter): SQL | undefined {
  const { connection, actor, action, outcome, bucket, keyPrefix, change, from, until } = filter;
  if (!isStorable(connection, actor, action, bucket, keyPrefix, change)) return sql`false`;
  return and(
    connection === undefined
      ? undefined
      : or(eq(auditEvents.connectionId, connection), isNull(auditEvents.connectionId)),
    actor === undefined ? undefined : or(eq(auditEvents.actorId, actor), eq(auditEvents.actorName, actor)),
    action === undefined ? undefined : eq(auditEvents.action, action),
    outcome === undefined ? undefined : eq(auditEvents.outcome, outcome),
    bucket === undefined ? undefined : eq(auditEvents.bucket, bucket),
    keyPrefix === undefined ? undefined : sql`starts_with(${auditEvents.key}, ${keyPrefix})`,
    change === undefined ? undefined : eq(auditEvents.changeId, change),
    from === undefined ? undefined : gte(auditEvents.at, new Date(from)),
    until === undefined ? undefined : lt(auditEvents.at, new Date(until)),
  );
}
