import type { ChangeLog, RecordedWithLatest } from './change-log.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** A recorded write by its id. Throws `change-missing`. */
export async function findRecorded(
  changeLog: ChangeLog,
  { connection, id }: { connection: string; id: string },
): Promise<RecordedWithLatest> {
  const recorded = await changeLog.get(connection, id);
  if (recorded === undefined) throw new ProblemError('change-missing');
  return recorded;
}
