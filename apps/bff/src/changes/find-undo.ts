import { chooseUndo, type UndoObstacle, type UndoWay } from '@signpost/link-model';
import type { Recorded } from './journal.ts';

/** The way back from one recorded write, by what was recorded; the bucket is looked at when it is tried. */
export function findUndo({ intent, outcome }: Recorded): UndoWay | UndoObstacle {
  if (outcome?.outcome === 'failed') return 'not-applied';
  if (outcome?.outcome !== 'applied') return 'outcome-open';
  // Something else was written right after ours, so that what stood there after it was never seen.
  if (outcome.after === undefined) return 'later-change';
  return chooseUndo({
    before: intent.before,
    after: outcome.after,
    versioning: intent.versioning,
    versionId: outcome.versionId,
  });
}
