import type { Log } from './create-log.ts';

/** Lets work go on that no answer waits for. What it fails with is a defect: it is logged, and ends nothing else. */
export function inBackground(work: Promise<unknown>, { log, what }: { log: Log; what: string }): void {
  work.catch((error: unknown) => log.error({ err: error }, `${what} failed unexpectedly`));
}
