import type { Change } from '@signpost/api-contract';

/** Where a recorded write stands, as a reader is told. `until`: when its request cannot arrive any more, ISO 8601. */
export type ChangeStanding =
  | { kind: 'pending' | 'applied' | 'failed' | 'looking' | 'overwritten' | 'arrivedLate' | 'replacedByLate' }
  | { kind: 'mayArrive' | 'mayBeReplaced'; until: string };

type Outcome = Pick<
  Change,
  'outcome' | 'mayArriveUntil' | 'overwrittenBy' | 'overtook' | 'overtakenBy' | 'earlier'
>;

export function toChangeStanding(change: Outcome): ChangeStanding {
  const { outcome, mayArriveUntil, overwrittenBy, overtook, overtakenBy, earlier } = change;
  switch (outcome) {
    case 'pending':
    case 'failed':
      return { kind: outcome };
    case 'unknown':
      if (mayArriveUntil !== undefined) return { kind: 'mayArrive', until: mayArriveUntil };
      return { kind: overwrittenBy === undefined ? 'looking' : 'overwritten' };
    case 'applied':
      if (overtakenBy !== undefined) return { kind: 'replacedByLate' };
      if (earlier !== undefined) return { kind: 'mayBeReplaced', until: earlier.mayArriveUntil };
      return { kind: overtook === undefined ? 'applied' : 'arrivedLate' };
  }
}

/** More may become known: worth asking for again. */
export function isChangeOpen(change: Outcome): boolean {
  return ['pending', 'looking', 'mayArrive', 'mayBeReplaced'].includes(toChangeStanding(change).kind);
}
