import { toTrimDetails, trimAction } from './audit-actions.ts';
import type { AuditFilter, AuditLog, ChainedEvent, ChainPoint, RecordedEvent } from './audit-log.ts';
import { chainEvents, formatPoint, genesis, systemActor, toRecorded } from './chain.ts';

/** The audit log in memory: what the one in the database is compared with. */
export function createMemoryAuditLog(): AuditLog {
  let base: ChainPoint = genesis;
  let events: ChainedEvent[] = [];
  const head = (): ChainPoint => events.at(-1) ?? base;
  const record: AuditLog['record'] = async (event) => {
    events.push(...chainEvents(head(), [event]));
  };
  return {
    record,
    async page(filter, { cursor, limit }) {
      const found = events
        .toReversed()
        .filter(({ sequence }) => cursor === undefined || sequence < Number(cursor))
        .map(toRecorded)
        .filter((event) => matches(event, filter));
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return last === undefined ? { items } : { items, nextCursor: String(last.sequence) };
    },
    async bounds() {
      return events.length === 0 ? undefined : { base, head: head() };
    },
    async chained(after, limit) {
      return events.filter(({ sequence }) => sequence > after).slice(0, limit);
    },
    async trim({ before, limit, at }) {
      const firstKept = events.findIndex((event) => Date.parse(event.at) >= Date.parse(before));
      const removed = Math.min(firstKept === -1 ? events.length : firstKept, limit);
      const last = events[removed - 1];
      if (last === undefined) return 0;
      base = { sequence: last.sequence, hash: last.hash };
      const from = head();
      const details = toTrimDetails({ removed, base: formatPoint(base) });
      const told = { at, actor: systemActor, action: trimAction, outcome: 'done', details } as const;
      events = [...events.slice(removed), ...chainEvents(from, [told])];
      return removed;
    },
  };
}

function matches(event: RecordedEvent, filter: AuditFilter): boolean {
  const is = <T>(wanted: T | undefined, found: T | undefined): boolean =>
    wanted === undefined || wanted === found;
  const at = Date.parse(event.at);
  return (
    (event.connection === undefined || is(filter.connection, event.connection)) &&
    (is(filter.actor, event.actor.id) || is(filter.actor, event.actor.name)) &&
    is(filter.action, event.action) &&
    is(filter.outcome, event.outcome) &&
    is(filter.bucket, event.bucket) &&
    is(filter.change, event.change) &&
    (filter.keyPrefix === undefined || event.key?.startsWith(filter.keyPrefix) === true) &&
    (filter.from === undefined || at >= Date.parse(filter.from)) &&
    (filter.until === undefined || at < Date.parse(filter.until))
  );
}
