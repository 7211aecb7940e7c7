import { setTimeout as pause } from 'node:timers/promises';

/** What may be followed: a plan, the scan of a bucket. */
export interface Watched {
  /** The same for everybody who follows the same thing. */
  id: string;
  /** A short text that changes with it, whichever console changes it; undefined where it is gone. */
  stamp: () => Promise<string | undefined>;
}

/** Tells callers that something in the database has changed, whichever console changed it. */
export interface ChangeWatch {
  /** Undefined where as many callers follow something as this process takes. */
  open(watched: Watched): Watcher | undefined;
  /** Aborts when nobody is told anything any more. */
  stopped: AbortSignal;
  stop(): void;
}

export interface Watcher {
  /**
   * The stamp once it is another one than `since`; undefined where the signal aborts first, the watch stops, or what is
   * followed is gone.
   */
  changed(since: string | undefined, signal: AbortSignal): Promise<string | undefined>;
  close(): void;
}

interface WatchOptions {
  /** Pause between two looks at one thing, in milliseconds. */
  everyMs?: number;
  maxWatchers?: number;
}

interface Waiter {
  since: string | undefined;
  tell: (stamp: string | undefined) => void;
}

/** A look that took long is not repeated at once: at most a twentieth of the time is spent on looking. */
const restShare = 20;
const pauseWithoutDatabaseMs = 2000;

/** One look at the database serves everybody who follows the same; nobody looks at what nobody follows. */
export function createChangeWatch({ everyMs = 500, maxWatchers = 200 }: WatchOptions = {}): ChangeWatch {
  const stopping = new AbortController();
  const waiting = new Map<string, Set<Waiter>>();
  let open = 0;

  function wait({ id, stamp }: Watched, waiter: Waiter): void {
    const waiters = waiting.get(id);
    if (waiters !== undefined) {
      waiters.add(waiter);
      return;
    }
    const first = new Set([waiter]);
    waiting.set(id, first);
    // Ends by itself, and never fails.
    look({ id, stamp }, first).catch(() => undefined);
  }

  async function look({ id, stamp }: Watched, waiters: Set<Waiter>): Promise<void> {
    while (waiters.size > 0) {
      const rest = await tellOnce(stamp, waiters);
      // Also after a change: who was told of it comes back, and is told of the next one half a second later.
      await pause(rest, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) break;
    }
    waiting.delete(id);
  }

  /** @returns milliseconds until the next look */
  async function tellOnce(read: Watched['stamp'], waiters: Set<Waiter>): Promise<number> {
    const began = performance.now();
    // Who comes while it is read may have seen something newer.
    const asked = [...waiters];
    let stamp: string | undefined;
    try {
      stamp = await read();
    } catch {
      return pauseWithoutDatabaseMs;
    }
    for (const waiter of asked) if (stamp === undefined || stamp !== waiter.since) waiter.tell(stamp);
    return Math.max(everyMs, (performance.now() - began) * restShare);
  }

  return {
    stopped: stopping.signal,
    open(watched) {
      if (open >= maxWatchers || stopping.signal.aborted) return undefined;
      open += 1;
      let isOpen = true;
      return {
        async changed(since, signal) {
          const until = AbortSignal.any([signal, stopping.signal]);
          if (until.aborted) return undefined;
          const told = Promise.withResolvers<string | undefined>();
          const waiter: Waiter = { since, tell: told.resolve };
          const giveUp = (): void => told.resolve(undefined);
          until.addEventListener('abort', giveUp);
          wait(watched, waiter);
          try {
            return await told.promise;
          } finally {
            until.removeEventListener('abort', giveUp);
            waiting.get(watched.id)?.delete(waiter);
          }
        },
        close() {
          if (isOpen) open -= 1;
          isOpen = false;
        },
      };
    },
    stop() {
      stopping.abort();
    },
  };
}
