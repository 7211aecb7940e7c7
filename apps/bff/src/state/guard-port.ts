import { ProblemError } from '../problems/problem-error.ts';
import type { AsyncPort } from '../problems/wait-for-database.ts';
import { toDatabaseFault } from './database-error.ts';

/** An error of the database as a problem; any other error as it is. */
export function toDatabaseProblem(error: unknown): unknown {
  const fault = toDatabaseFault(error);
  if (fault === undefined || fault === 'other') return error;
  return new ProblemError('database-unavailable', { params: { fault } }, { cause: error });
}

/** The port with every error of the database turned into `database-unavailable`. */
export function guardPort<T extends AsyncPort<T>>(port: T): T {
  const guarded = Object.entries(port).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await (method as (...args: never[]) => Promise<unknown>)(...args);
      } catch (error) {
        throw toDatabaseProblem(error);
      }
    },
  ]);
  return Object.fromEntries(guarded) as T;
}
