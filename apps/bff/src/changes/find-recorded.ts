import type { Journal, Recorded } from './journal.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** A recorded write by its id. Throws `change-missing`. */
export function findRecorded(
  journal: Journal,
  { connection, id }: { connection: string; id: string },
): Recorded {
  const recorded = journal.get(connection, id);
  if (recorded === undefined) throw new ProblemError('change-missing');
  return recorded;
}
