import { setTimeout as wait } from 'node:timers/promises';
import { isTransient, OssError } from '@signpost/oss-client';

interface Options {
  /** Milliseconds after which it is given up, counted from the first failure. */
  patienceMs: number;
  signal: AbortSignal;
  /** Called before each pause. */
  onWait: (error: OssError) => void;
}

const shortestMs = 1000;
const longestMs = 30_000;

/**
 * Reads again while OSS throttles or cannot be reached, with pauses of 1 s, 2 s, … up to 30 s, or as long as OSS asks for.
 * The client has sent the call several times before it fails. @throws what the last attempt failed with
 */
export async function readPatiently<T>(
  read: () => Promise<T>,
  { patienceMs, signal, onWait }: Options,
): Promise<T> {
  let until: number | undefined;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (signal.aborted || !(error instanceof OssError) || !isPassing(error)) throw error;
      until ??= performance.now() + patienceMs;
      const asked = error.detail.kind === 'service' ? error.detail.retryAfterMs : undefined;
      const pauseMs = Math.max(asked ?? 0, Math.min(shortestMs * 2 ** attempt, longestMs));
      if (performance.now() + pauseMs > until) throw error;
      onWait(error);
      await wait(pauseMs, undefined, { signal });
    }
  }
}

const isPassing = (error: OssError): boolean => error.detail.kind === 'transport' || isTransient(error);
