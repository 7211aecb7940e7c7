import { chooseUndo, type UndoObstacle, type UndoWay } from '@signpost/link-model/write';
import type { Recorded } from './change-log.ts';

/** The way back from one recorded write, by what was recorded; the bucket is looked at when it is tried. */
export function findUndo({ intent, outcome }: Recorded): UndoWay | UndoObstacle {
  if (outcome?.outcome === 'failed') return 'not-applied';
  if (outcome?.outcome !== 'applied') return 'outcome-open';
  if (intent.intended.kind === 'restored') return 'restore';
  // Undoing it would delete a real object: that is asked for with its ETag and size.
  if (intent.intended.kind === 'object') return intent.action === 'copy' ? 'copy' : 'upload';
  // Something else was written right after ours, so that what stood there after it was never seen.
  if (outcome.after === undefined) return 'later-change';
  return chooseUndo({
    before: intent.before,
    after: outcome.after,
    versioning: intent.versioning,
    versionId: outcome.versionId,
  });
}
