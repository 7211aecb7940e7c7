/** A rule of a bucket's website settings, of those that can take effect where nothing is stored at a key. */
export interface RoutingRule {
  prefix: string;
  suffix: string;
  /** What is missing is fetched from an origin and stored; else readers are sent elsewhere. */
  isMirror: boolean;
  /** The rule also looks at the headers of the request. */
  looksAtHeaders: boolean;
}

/**
 * The mirror rule that may fetch a missing key at its first read with GET; HEAD does not fetch. Rules are tried in their
 * order and the first that fits is the only one that acts, so that one sending every reader elsewhere hides those behind it.
 * Source: https://www.alibabacloud.com/help/en/oss/user-guide/back-to-origin-rules-overview
 */
export function findMirrorRule(rules: readonly RoutingRule[], key: string): RoutingRule | undefined {
  const first = rules.find(
    ({ prefix, suffix, isMirror, looksAtHeaders }) =>
      key.startsWith(prefix) && key.endsWith(suffix) && (isMirror || !looksAtHeaders),
  );
  return first?.isMirror === true ? first : undefined;
}
