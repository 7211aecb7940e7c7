import type { PlanRow } from '@signpost/api-contract';
import type { ChangeLog } from '../changes/change-log.ts';
import { findRecorded } from '../changes/find-recorded.ts';
import type { RequestedWrite } from '../writes/write-request.ts';
import type { StoredRow } from './plan-store.ts';

/** What a row writes, from the decision taken. */
export type RowWrite = Pick<StoredRow, 'key' | 'action' | 'target' | 'settings' | 'undoes' | 'twin'> &
  Pick<PlanRow, 'decision'>;

/** The write of a row, as the one writer takes it. @throws ProblemError `change-missing` */
export async function toRowRequest(
  row: RowWrite,
  { bucket, connection, changeLog }: { bucket: string; connection: string; changeLog: ChangeLog },
): Promise<RequestedWrite> {
  const { key, action, target, settings = {}, undoes, twin } = row;
  if (row.decision === 'remove' || action === 'delete') return { action: 'delete', bucket, key };
  if (action === 'delete-object') return { action, bucket, key };
  if (action === 'copy') {
    if (twin === undefined) throw new Error('a row that copies has no source');
    return { action, bucket, key, from: twin.key, etag: twin.etag };
  }
  if (action === 'restore') {
    const recorded = await findRecorded(changeLog, { connection, id: undoes ?? '' });
    return { action: 'undo', bucket, key, recorded };
  }
  if (target === null) throw new Error(`a row that writes ${action} has no target`);
  return action === 'create'
    ? { action, bucket, key, target, settings, inheritHeaders: true }
    : { action, bucket, key, target, settings };
}
