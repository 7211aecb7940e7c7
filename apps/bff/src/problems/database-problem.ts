import { ProblemError } from './problem-error.ts';

export function isDatabaseUnavailable(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'database-unavailable';
}

/** What is read, or `fallback` while the database is away: for what a screen can do without. */
export async function orWithoutDatabase<T>(read: Promise<T>, fallback: T): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (isDatabaseUnavailable(error)) return fallback;
    throw error;
  }
}
