import type { Change } from '@signpost/api-contract';

/** Where a recorded write stands, as a reader is told. `until`: when its request cannot arrive any more, ISO 8601. */
export type ChangeStanding =
  | { kind: 'pending' | 'applied' | 'looking' | 'overwritten' | 'arrivedLate' | 'replacedByLate' }
  /** `code`: why; absent where it is not recorded. */
  | { kind: 'failed'; code?: string }
  /** Somebody else wrote between our last look and our write: their version stays below ours. */
  | { kind: 'versionBetween'; version: string }
  | { kind: 'mayArrive' | 'mayBeReplaced'; until: string };

type Outcome = Pick<
  Change,
  'outcome' | 'mayArriveUntil' | 'overwrittenBy' | 'overtook' | 'overtakenBy' | 'earlier' | 'problem'
>;

export function toChangeStanding(change: Outcome): ChangeStanding {
  const { outcome, mayArriveUntil, overwrittenBy, overtook, overtakenBy, earlier, problem } = change;
  switch (outcome) {
    case 'pending':
      return { kind: outcome };
    case 'failed':
      return { kind: outcome, ...(problem === undefined ? {} : { code: problem.code }) };
    case 'unknown':
      if (mayArriveUntil !== undefined) return { kind: 'mayArrive', until: mayArriveUntil };
      return { kind: overwrittenBy === undefined ? 'looking' : 'overwritten' };
    case 'applied':
      if (overtakenBy !== undefined) return { kind: 'replacedByLate' };
      if (earlier !== undefined) return { kind: 'mayBeReplaced', until: earlier.mayArriveUntil };
      if (overtook !== undefined) return { kind: 'arrivedLate' };
      return problem?.code === 'version-between'
        ? { kind: 'versionBetween', version: problem.detail ?? '' }
        : { kind: 'applied' };
  }
}

/** More may become known: worth asking for again. */
export function isChangeOpen(change: Outcome): boolean {
  return ['pending', 'looking', 'mayArrive', 'mayBeReplaced'].includes(toChangeStanding(change).kind);
}

/** Whether a change may be told in the past tense: what failed or is open was not done. */
export function isDone({ outcome }: Pick<Change, 'outcome'>): boolean {
  return outcome === 'applied';
}
