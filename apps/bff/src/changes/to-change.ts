import type { Change } from '@signpost/api-contract';
import type { Journal, Recorded } from '../journal/journal.ts';
import { findUndo } from './find-undo.ts';

/** A recorded write as the API shows it. */
export function toChange(journal: Journal, recorded: Recorded): Change {
  const { intent, outcome } = recorded;
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
    undo: undoOf(journal, recorded),
  };
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
