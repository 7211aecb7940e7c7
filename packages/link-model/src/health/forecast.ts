import { isArchivedClass, lifecycleDueAt, type LifecycleRule } from '@signpost/oss-protocol/rules';

/** What will end that readers get an object: a lifecycle rule, or the end of its restored copy. */
export interface Forecast {
  what: 'cold' | 'deleted';
  /** ISO 8601. Of a rule a midnight (UTC): rules run once a day. */
  at: string;
  /** Id of the rule, and the prefix it is about; both absent where a restored copy expires, which no rule does. */
  rule?: string;
  prefix?: string;
}

/** What will break so many milliseconds from now, or earlier, is said wherever the link is listed. */
export const soonMs = 30 * 86_400_000;

/** Tells whether a forecast comes true within thirty days. */
export function isSoon({ at }: Forecast, now: number): boolean {
  return Date.parse(at) <= now + soonMs;
}

/** Puts what comes true first in front; 0 for the same moment. */
export function compareForecasts(one: Forecast, other: Forecast): number {
  return Date.parse(one.at) - Date.parse(other.at);
}

/** An object as rules look at it. `size` in bytes, `lastModified` ISO 8601. */
export interface ForecastObject {
  key: string;
  lastModified: string;
  size: number;
  storageClass: string;
  /** The bucket reads Archive without a restore: that class then keeps nobody from reading. */
  archiveDirectRead?: boolean | undefined;
  /** When its restored copy expires, ISO 8601; absent where there is none, and where that is not known. */
  restoredUntil?: string | undefined;
}

/**
 * When an object will be cold, and when a rule will delete it: of each the first, in the order of time. Rules that look at
 * tags or at the last access say nothing here, since nobody knows those; nor do rules that should have taken effect
 * already: OSS has reasons of its own not to, but for a retention that ends.
 */
export function forecastObject(
  object: ForecastObject,
  rules: readonly LifecycleRule[],
  now: number,
): Forecast[] {
  const since = Date.parse(object.lastModified);
  const isCold = (storageClass: string): boolean =>
    isArchivedClass(storageClass) && !(storageClass === 'Archive' && object.archiveDirectRead === true);
  const expiry = isCold(object.storageClass) ? Date.parse(object.restoredUntil ?? '') : Number.NaN;
  const again = expiry > now ? [{ what: 'cold' as const, at: expiry }] : [];
  const byRules = rules
    .filter((rule) => covers(rule, object))
    .flatMap(({ id: rule, prefix, expiration, transitions, keptDays = 0 }) => {
      // Retention forbids to delete, not to move to another class.
      const kept = lifecycleDueAt({ days: keptDays }, since) ?? 0;
      const colds = isCold(object.storageClass)
        ? []
        : transitions.filter(({ storageClass, byAccess }) => !byAccess && isCold(storageClass));
      const times = [
        ...colds.map(({ when }) => ({ what: 'cold' as const, when })),
        ...(expiration === undefined ? [] : [{ what: 'deleted' as const, when: expiration }]),
      ];
      return times.flatMap(({ what, when }) => {
        const due = lifecycleDueAt(when, since);
        if (due === undefined) return [];
        const at = what === 'deleted' ? Math.max(due, kept) : due;
        return at <= now ? [] : [{ what, at, rule, prefix }];
      });
    });
  const ahead = [...again, ...byRules].toSorted((a, b) => a.at - b.at);
  const deleted = ahead.find(({ what }) => what === 'deleted');
  const cold = ahead.find(({ what }) => what === 'cold');
  // What is deleted first never gets cold.
  const first = cold !== undefined && (deleted === undefined || cold.at < deleted.at) ? [cold] : [];
  return [...first, ...(deleted === undefined ? [] : [deleted])].map((one) => ({
    ...one,
    at: new Date(one.at).toISOString(),
  }));
}

function covers(rule: LifecycleRule, { key, size }: ForecastObject): boolean {
  const { prefix, tags, notPrefixes, hasNotTags, largerThan, smallerThan } = rule;
  return (
    key.startsWith(prefix) &&
    tags.length === 0 &&
    !hasNotTags &&
    !notPrefixes.some((other) => key.startsWith(other)) &&
    (largerThan === undefined || size > largerThan) &&
    (smallerThan === undefined || size < smallerThan)
  );
}

/**
 * Finds the rules whose prefix a key begins with, in their order. For many keys: a bucket may have a thousand rules, but
 * their prefixes have few lengths.
 */
export function groupRules(rules: readonly LifecycleRule[]): (key: string) => LifecycleRule[] {
  const places = Map.groupBy(rules.keys(), (place) => rules[place]!.prefix);
  const lengths = [...new Set(rules.map(({ prefix }) => prefix.length))];
  if (lengths.length === 0) return () => [];
  return (key) =>
    lengths
      .filter((length) => length <= key.length)
      .flatMap((length) => places.get(key.slice(0, length)) ?? [])
      .toSorted((a, b) => a - b)
      .map((place) => rules[place]!);
}
