import type { Problem } from '@signpost/api-contract';

/** The command was called wrongly, or with a file that it cannot take: one line says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The console could not be reached, or something else answers in its place. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** The console refused. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}
