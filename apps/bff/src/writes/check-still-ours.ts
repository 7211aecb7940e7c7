import { mayBeSameState, type KeyState } from '@signpost/link-model/write';
import { intendedLink, type Outcome, type Recorded } from '../changes/change-log.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { tokenOf } from '../keys/view-key.ts';
import { isWrittenAs } from './verify-write.ts';

/** An undo takes back our own write, never what somebody wrote after it. */
export function checkStillOurs({ outcome }: { outcome?: Outcome }, now: KeyState): void {
  if (outcome?.after === undefined) return;
  if (!mayBeSameState(tokenOf(outcome.after), tokenOf(now))) {
    throw new ProblemError('undo-impossible', { params: { why: 'later-change' } });
  }
}

/**
 * A change that was applied and not read back, since OSS did not answer then, with the state that it left: the one that
 * is found, where that is what was sent. Any other change is as it was recorded.
 */
export function withFoundState(recorded: Recorded, now: KeyState): Recorded {
  const { intent, outcome } = recorded;
  if (outcome?.outcome !== 'applied' || outcome.after !== undefined) return recorded;
  const isOurs = now.kind === 'link' ? isLinkOf(recorded, now) : now.kind === intent.intended.kind;
  return isOurs && intent.intended.kind !== 'object'
    ? { ...recorded, outcome: { ...outcome, after: now } }
    : recorded;
}

function isLinkOf({ intent, outcome }: Recorded, now: KeyState & { kind: 'link' }): boolean {
  const sent = intendedLink(intent);
  if (sent === null || !isWrittenAs(now, sent)) return false;
  return outcome?.versionId === undefined || outcome.versionId === now.facts.versionId;
}
