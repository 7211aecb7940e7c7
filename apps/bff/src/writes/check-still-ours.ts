import { mayBeSameState, type KeyState } from '@signpost/link-model/write';
import type { Outcome } from '../changes/change-log.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { tokenOf } from '../keys/view-key.ts';

/** An undo takes back our own write, never what somebody wrote after it. */
export function checkStillOurs({ outcome }: { outcome?: Outcome }, now: KeyState): void {
  if (outcome?.after === undefined) return;
  if (!mayBeSameState(tokenOf(outcome.after), tokenOf(now))) {
    throw new ProblemError('undo-impossible', { params: { why: 'later-change' } });
  }
}
