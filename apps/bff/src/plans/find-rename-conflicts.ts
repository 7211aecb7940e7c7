import type { Finding } from '@signpost/link-model/write';
import { findKeyProblem } from '@signpost/oss-protocol/rules';

/** A key and the one that it is renamed, or copied, to. */
export interface KeyPair {
  from: string;
  to: string;
}

const mostNamed = 5;

/**
 * What makes pairs impossible by the plan itself, by the key they begin with. `taken`: keys that are known to hold
 * something; other destinations are read when their rows are checked.
 */
export function findRenameConflicts(
  pairs: readonly KeyPair[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, Finding> {
  const byDestination = Map.groupBy(pairs, ({ to }) => to);
  const conflicts = new Map<string, Finding>();
  for (const { from, to } of pairs) {
    const sources = (byDestination.get(to) ?? []).map((pair) => pair.from);
    const problem = findKeyProblem(to);
    if (problem !== undefined)
      conflicts.set(from, { level: 'block', code: 'destination-invalid', to, problem });
    else if (from === to) conflicts.set(from, { level: 'block', code: 'destination-is-source' });
    else if (sources.length > 1)
      conflicts.set(from, {
        level: 'block',
        code: 'destination-twice',
        to,
        first: sources.filter((key) => key !== from).slice(0, mostNamed),
      });
    else if (taken.has(to)) conflicts.set(from, { level: 'block', code: 'destination-taken', to });
  }
  return conflicts;
}
