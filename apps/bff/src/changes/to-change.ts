import type { Change } from '@signpost/api-contract';
import type { Journal, Recorded } from './journal.ts';
import { arrivalDeadline, mayStillArrive } from './arrival.ts';
import { findUndo } from './find-undo.ts';

/** A recorded write as the API shows it. */
export function toChange(
  { journal, now }: { journal: Journal; now: () => Date },
  recorded: Recorded,
): Change {
  const { intent, outcome } = recorded;
  const time = now().getTime();
  return {
    id: intent.id,
    connection: intent.connection,
    bucket: intent.bucket,
    key: intent.key,
    action: intent.action,
    ...(intent.undoes === undefined ? {} : { undoes: intent.undoes }),
    at: intent.at,
    actor: intent.actor,
    ...(intent.reason === undefined ? {} : { reason: intent.reason }),
    before: intent.before,
    ...(outcome?.after === undefined ? {} : { after: outcome.after }),
    intended: intent.intended,
    outcome: outcome?.outcome ?? 'pending',
    ...(outcome?.ossRequestId === undefined ? {} : { ossRequestId: outcome.ossRequestId }),
    ...(outcome?.problem === undefined ? {} : { problem: outcome.problem }),
    ...(mayStillArrive(recorded, time) ? { mayArriveUntil: toIso(arrivalDeadline(recorded)) } : {}),
    ...(outcome?.overwrittenBy === undefined ? {} : { overwrittenBy: outcome.overwrittenBy }),
    ...(outcome?.overtook === undefined ? {} : { overtook: outcome.overtook }),
    ...(outcome?.overtakenBy === undefined ? {} : { overtakenBy: outcome.overtakenBy }),
    ...earlierOf(journal, recorded, time),
    undo: undoOf(journal, recorded),
  };
}

/** An earlier write to the key whose request may still arrive and replace this one. */
function earlierOf(journal: Journal, { intent, outcome }: Recorded, time: number): Pick<Change, 'earlier'> {
  if (outcome?.outcome !== 'applied') return {};
  const earlier = journal
    .unresolved(intent)
    .findLast((one) => one.outcome?.overwrittenBy === intent.id && mayStillArrive(one, time));
  if (earlier === undefined) return {};
  return { earlier: { change: earlier.intent.id, mayArriveUntil: toIso(arrivalDeadline(earlier)) } };
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}

function undoOf(journal: Journal, recorded: Recorded): Change['undo'] {
  const { intent } = recorded;
  const latest = journal.latest(intent);
  if (latest !== undefined && latest.intent.id !== intent.id && recorded.outcome?.outcome === 'applied') {
    const isUndone = latest.intent.undoes === intent.id;
    return { possible: false, why: isUndone ? 'already-undone' : 'later-change' };
  }
  const way = findUndo(recorded);
  return typeof way === 'string' ? { possible: false, why: way } : { possible: true };
}
