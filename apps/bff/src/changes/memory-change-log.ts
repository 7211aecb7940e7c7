import { isUnresolved } from './arrival.ts';
import {
  keyName,
  type ChangeFilter,
  type ChangeLog,
  type KeyRef,
  type Recorded,
  type RecordedWithLatest,
} from './change-log.ts';

/** The change log in memory: what the one in the database is compared with, and what quick tests work on. */
export function createMemoryChangeLog(): ChangeLog {
  const inOrder: Recorded[] = [];
  const byId = (id: string): Recorded | undefined => inOrder.find(({ intent }) => intent.id === id);
  const ofKey = (key: KeyRef): Recorded[] => inOrder.filter(({ intent }) => keyName(intent) === keyName(key));
  const latest = (key: KeyRef): Recorded | undefined => {
    const newest = ofKey(key).findLast(
      ({ intent, outcome }) => outcome?.outcome !== 'failed' && intent.action !== 'restore',
    );
    const { overtakenBy } = newest?.outcome ?? {};
    return overtakenBy === undefined ? newest : (byId(overtakenBy) ?? newest);
  };
  const withLatest = (recorded: Recorded): RecordedWithLatest => ({
    ...recorded,
    latest: latest(recorded.intent),
    earlier: inOrder.findLast(
      (one) => isUnresolved(one) && one.outcome?.overwrittenBy === recorded.intent.id,
    ),
  });
  return {
    async begin(intents) {
      for (const intent of intents)
        if (byId(intent.id) !== undefined) throw new Error(`Change ${intent.id} is recorded already`);
      inOrder.push(...intents.map((intent) => ({ intent })));
    },
    async settle(outcomes) {
      for (const outcome of outcomes) {
        const recorded = byId(outcome.id);
        if (recorded !== undefined) recorded.outcome = outcome;
      }
    },
    async get(connection, id) {
      const recorded = byId(id);
      return recorded?.intent.connection === connection ? withLatest(recorded) : undefined;
    },
    async getMany(connection, ids) {
      const found = ids
        .flatMap((id) => byId(id) ?? [])
        .filter(({ intent }) => intent.connection === connection);
      return new Map(found.map((recorded) => [recorded.intent.id, withLatest(recorded)]));
    },
    async page(filter, { cursor, limit }) {
      const end = cursor === undefined ? inOrder.length : Number(cursor);
      const found = inOrder
        .map((recorded, position) => ({ recorded, position }))
        .slice(0, end)
        .toReversed()
        .filter(({ recorded }) => matches(recorded, filter));
      const items = found.slice(0, limit).map(({ recorded }) => withLatest(recorded));
      const last = found.length > limit ? found[limit - 1] : undefined;
      return last === undefined ? { items } : { items, nextCursor: String(last.position) };
    },
    async count(filters, limit) {
      return filters.map((filter) =>
        inOrder
          .toReversed()
          .filter((recorded) => matches(recorded, filter))
          .slice(0, limit)
          .map(({ intent: { bucket, key, actor, action }, outcome }) => ({
            bucket,
            key,
            actor: actor.name,
            action,
            outcome: outcome?.outcome ?? 'pending',
            count: 1,
          })),
      );
    },
    async latestOf(keys) {
      const found = new Map<string, Recorded>();
      for (const key of keys) {
        const recorded = latest(key);
        if (recorded !== undefined) found.set(keyName(key), recorded);
      }
      return found;
    },
    async versionsMade(key) {
      return new Map(
        ofKey(key).flatMap(({ intent, outcome }) =>
          outcome?.versionId === undefined ? [] : [[outcome.versionId, intent.id] as const],
        ),
      );
    },
    async unresolvedOf(key) {
      return ofKey(key).filter(isUnresolved);
    },
    async claimUnresolved({ connections, limit }) {
      const unresolved = inOrder.filter(
        (one) => isUnresolved(one) && connections.includes(one.intent.connection),
      );
      return { claimed: unresolved.slice(0, limit), unresolved };
    },
  };
}

function matches({ intent, outcome }: Recorded, filter: ChangeFilter): boolean {
  const is = <T>(wanted: T | undefined, found: T | undefined): boolean =>
    wanted === undefined || wanted === found;
  return (
    intent.connection === filter.connection &&
    is(filter.bucket, intent.bucket) &&
    is(filter.key, intent.key) &&
    intent.key.startsWith(filter.keyPrefix ?? '') &&
    is(filter.group, intent.group) &&
    (is(filter.actor, intent.actor.name) || is(filter.actor, intent.actor.id)) &&
    is(filter.action, intent.action) &&
    is(filter.outcome, outcome?.outcome ?? 'pending') &&
    (filter.from === undefined || Date.parse(intent.at) >= Date.parse(filter.from)) &&
    (filter.until === undefined || Date.parse(intent.at) < Date.parse(filter.until)) &&
    is(filter.requestId?.toUpperCase(), outcome?.ossRequestId?.toUpperCase())
  );
}
