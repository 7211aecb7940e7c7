import type { OssCall } from './oss-call.ts';

/** Lets a limited number of calls through at a time, first come first served. */
export interface CallGate {
  /**
   * Takes a slot; waits only where none is free.
   * @returns `undefined` with a slot taken; else a promise that rejects with the signal's reason when it fires first,
   *   or with {@link GateTimeout} after `waitMs`
   */
  enter(signal: AbortSignal | undefined, waitMs: number): Promise<void> | undefined;
  /** Gives a slot back; once for every one taken. */
  leave(): void;
}

/** No slot became free in time. */
export class GateTimeout extends Error {}

export function createCallGate(slots: number): CallGate {
  let free = slots;
  const waiting: Array<() => void> = [];

  async function wait(signal: AbortSignal | undefined, waitMs: number): Promise<void> {
    const slot = Promise.withResolvers<void>();
    const giveUp = (reason: unknown): void => {
      const index = waiting.indexOf(slot.resolve);
      if (index >= 0) waiting.splice(index, 1);
      slot.reject(reason);
    };
    const onAbort = (): void => giveUp(signal?.reason);
    const timer = setTimeout(() => giveUp(new GateTimeout()), waitMs);
    waiting.push(slot.resolve);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await slot.promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    enter(signal, waitMs) {
      if (free === 0) return wait(signal, waitMs);
      free -= 1;
      return undefined;
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}

/**
 * Calls that must not wait for each other have gates of their own: reads that hang stop no write, and uploads, which
 * last as long as their source, stop neither.
 */
export type CallGates = Readonly<Record<'shared' | 'reserved' | 'upload', CallGate>>;

export function gateOf(gates: CallGates, { body, effect, lane }: OssCall): CallGate {
  if (isStream(body)) return gates.upload;
  return gates[effect === 'write' ? 'reserved' : (lane ?? 'shared')];
}

/** Whether a body comes from a source of its own pace. */
export function isStream(body: OssCall['body']): body is Exclude<OssCall['body'], Uint8Array | undefined> {
  return body !== undefined && 'stream' in body;
}
