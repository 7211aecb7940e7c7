import { getBasePath } from '../lib/base-path.ts';
import { toApiError, type ApiError } from './api-error.ts';

/**
 * The texts of what only an answer of the server can bring are no part of the first load. They are fetched before the
 * first such error is told, so that whatever shows one has its words.
 */
let fetchTexts = (): Promise<void> => Promise.resolve();
let there = false;
const listeners = new Set<() => void>();

/** Says how the texts are fetched; called once, at the start. */
export function setProblemTexts(fetch: () => Promise<void>): void {
  fetchTexts = fetch;
}

/** Has the texts fetched for a code that came as a part of an answer, not as an error. */
export function wantProblemTexts(): void {
  needProblemTexts().catch(() => {
    // It does not fail.
  });
}

/** Fetches the texts unless they are there. Without them an error has the words of an unknown one. */
export async function needProblemTexts(): Promise<void> {
  if (there) return;
  try {
    await fetchTexts();
  } catch {
    return;
  }
  there = true;
  for (const listener of listeners) listener();
}

export const problemTexts = {
  areThere: (): boolean => there,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Reads a failed answer, and has its words ready. */
export async function toToldError(status: number, body: unknown): Promise<ApiError> {
  const error = toApiError(status, body);
  // Nothing on this page would work any more: it is opened again after sign-in.
  if (error.code === 'sign-in-required')
    location.assign(`${getBasePath()}sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
  if (error.problem !== undefined) await needProblemTexts();
  return error;
}
