import { ApiError } from './api-error.ts';

/** The one retry rule, for reads only: what the server calls retryable, at most twice more. Writes are never sent again. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ApiError && error.retryable;
}

/** The server's own wish if it said one, else 0.4 s and 0.8 s with some spread. */
export function retryDelay(attempt: number, error: unknown): number {
  const requested = error instanceof ApiError ? error.problem?.retryAfterMs : undefined;
  return Math.min(requested ?? 400 * 2 ** attempt * (0.75 + Math.random() / 2), 10_000);
}
