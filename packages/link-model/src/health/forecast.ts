import { isArchivedClass, lifecycleDueAt, type LifecycleRule } from '@signpost/oss-protocol/rules';

/** What a lifecycle rule will do to an object, which ends that readers get it. */
export interface Forecast {
  what: 'cold' | 'deleted';
  /** ISO 8601, a midnight (UTC): rules run once a day. */
  at: string;
  /** Id of the rule, and the prefix it is about. */
  rule: string;
  prefix: string;
}

/** What will break so many milliseconds from now, or earlier, is said wherever the link is listed. */
const soonMs = 30 * 86_400_000;

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
}

/**
 * When rules will make an object cold, and when they will delete it: of each the first, in the order of time. Rules that
 * look at tags or at the last access say nothing here, since nobody knows those; nor do rules that should have taken
 * effect already: OSS has reasons of its own not to.
 */
export function forecastObject(
  object: ForecastObject,
  rules: readonly LifecycleRule[],
  now: number,
): Forecast[] {
  const since = Date.parse(object.lastModified);
  const isCold = (storageClass: string): boolean =>
    isArchivedClass(storageClass) && !(storageClass === 'Archive' && object.archiveDirectRead === true);
  const ahead = rules
    .filter((rule) => covers(rule, object))
    .flatMap(({ id: rule, prefix, expiration, transitions }) => {
      const colds = isCold(object.storageClass)
        ? []
        : transitions.filter(({ storageClass, byAccess }) => !byAccess && isCold(storageClass));
      const times = [
        ...colds.map(({ when }) => ({ what: 'cold' as const, when })),
        ...(expiration === undefined ? [] : [{ what: 'deleted' as const, when: expiration }]),
      ];
      return times.flatMap(({ what, when }) => {
        const at = lifecycleDueAt(when, since);
        return at === undefined || at <= now ? [] : [{ what, at, rule, prefix }];
      });
    })
    .toSorted((a, b) => a.at - b.at);
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
  return (key) =>
    lengths
      .filter((length) => length <= key.length)
      .flatMap((length) => places.get(key.slice(0, length)) ?? [])
      .toSorted((a, b) => a - b)
      .map((place) => rules[place]!);
}
