import type { Change } from '@signpost/api-contract';
import { intendedLink, type Intended, type RecordedWithLatest, type RestoredObject } from './change-log.ts';
import { arrivalDeadline, mayStillArrive } from './arrival.ts';
import { findUndo } from './find-undo.ts';

/** A recorded write as the API shows it. */
export function toChange(
  { connection, now }: { connection: string; now: () => Date },
  recorded: RecordedWithLatest,
): Change {
  const { intent, outcome } = recorded;
  const time = now().getTime();
  return {
    id: intent.id,
    group: intent.group,
    connection,
    bucket: intent.bucket,
    key: intent.key,
    action: intent.action,
    ...(intent.undoes === undefined ? {} : { undoes: intent.undoes }),
    at: intent.at,
    actor: intent.actor.name,
    ...(intent.reason === undefined ? {} : { reason: intent.reason }),
    before: intent.before,
    ...toAfter(recorded),
    intended: intendedLink(intent),
    ...(intent.intended.kind === 'object' ? toStoredObject(intent.intended) : {}),
    ...(intent.intended.kind === 'restored' ? toRestored(intent.intended) : {}),
    outcome: outcome?.outcome ?? 'pending',
    ...(outcome?.ossRequestId === undefined ? {} : { ossRequestId: outcome.ossRequestId }),
    ...(outcome?.problem === undefined ? {} : { problem: outcome.problem }),
    ...(mayStillArrive(recorded, time) ? { mayArriveUntil: toIso(arrivalDeadline(recorded)) } : {}),
    ...(outcome?.overwrittenBy === undefined ? {} : { overwrittenBy: outcome.overwrittenBy }),
    ...(outcome?.overtook === undefined ? {} : { overtook: outcome.overtook }),
    ...(outcome?.overtakenBy === undefined ? {} : { overtakenBy: outcome.overtakenBy }),
    ...earlierOf(recorded, time),
    undo: undoOf(recorded),
  };
}

/** A restore leaves what is stored as it is. */
function toAfter({ intent, outcome }: RecordedWithLatest): Pick<Change, 'after'> {
  const unchanged =
    intent.intended.kind === 'restored' && outcome?.outcome === 'applied' ? intent.before : undefined;
  const after = outcome?.after ?? unchanged;
  return after === undefined ? {} : { after };
}

function toRestored({ storageClass, days, tier }: RestoredObject): Pick<Change, 'restore'> {
  return { restore: { storageClass, days, ...(tier === undefined ? {} : { tier }) } };
}

function toStoredObject({
  size,
  contentType,
  copyOf,
}: Intended & { kind: 'object' }): Pick<Change, 'upload' | 'copyOf'> {
  if (copyOf !== undefined) return { copyOf: { key: copyOf.key, size: copyOf.size } };
  return {
    upload: {
      ...(size === undefined ? {} : { size }),
      ...(contentType === undefined ? {} : { contentType }),
    },
  };
}

/** An earlier write to the key whose request may still arrive and replace this one. */
function earlierOf({ outcome, earlier }: RecordedWithLatest, time: number): Pick<Change, 'earlier'> {
  if (outcome?.outcome !== 'applied' || earlier === undefined || !mayStillArrive(earlier, time)) return {};
  return { earlier: { change: earlier.intent.id, mayArriveUntil: toIso(arrivalDeadline(earlier)) } };
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}

function undoOf(recorded: RecordedWithLatest): Change['undo'] {
  const { intent, latest } = recorded;
  // Whatever was written since, a restore is not taken back.
  const isOver = latest !== undefined && latest.intent.id !== intent.id && intent.action !== 'restore';
  if (isOver && recorded.outcome?.outcome === 'applied') {
    const isUndone = latest.intent.undoes === intent.id;
    return { possible: false, why: isUndone ? 'already-undone' : 'later-change' };
  }
  const way = findUndo(recorded);
  return typeof way === 'string' ? { possible: false, why: way } : { possible: true };
}
