/** After so many days since the last change, or for what was last changed before a moment (epoch milliseconds). */
export type LifecycleTime = { days: number } | { before: number };

/** What an enabled rule does to current objects. Sizes in bytes, both bounds excluded. */
export interface LifecycleRule {
  id: string;
  prefix: string;
  tags: [string, string][];
  expiration?: LifecycleTime | undefined;
  /** `byAccess`: counted from the last access, which no answer tells. */
  transitions: { when: LifecycleTime; storageClass: string; byAccess: boolean }[];
  /** Below these prefixes the rule does nothing. */
  notPrefixes: string[];
  /** Objects with any of these tags are left out, whose values are not told apart here. */
  hasNotTags: boolean;
  largerThan?: number | undefined;
  smallerThan?: number | undefined;
  /**
   * Nothing is deleted before so many days since its last change are over, whatever `expiration` says. The rule does not
   * hold it: who knows the retention policy of the bucket adds it.
   */
  keptDays?: number | undefined;
}

const dayMs = 86_400_000;

/**
 * When a rule takes effect for something last changed at `since`: at the midnight (UTC) after its days are over, since
 * rules run once a day at 08:00 UTC+8. `undefined` when it never does.
 * Source: https://www.alibabacloud.com/help/en/oss/user-guide/lifecycle-rules-based-on-the-last-modified-time
 */
export function lifecycleDueAt(when: LifecycleTime, since: number): number | undefined {
  if ('days' in when) return Math.ceil((since + when.days * dayMs) / dayMs) * dayMs;
  return since < when.before ? Math.ceil(when.before / dayMs) * dayMs : undefined;
}
