import type { KeyRef } from '../changes/journal.ts';

/** Lets one writer at a time work on a key. A port: a database lock takes its place once there are replicas. */
export interface KeyLock {
  /** Runs `work` alone for the key, after all that came before it. */
  withLock<T>(key: KeyRef, work: () => Promise<T>): Promise<T>;
}

/** Locks within this process. */
export function createKeyLock(): KeyLock {
  const tails = new Map<string, Promise<void>>();
  return {
    async withLock({ connection, bucket, key }, work) {
      const name = JSON.stringify([connection, bucket, key]);
      const before = tails.get(name);
      const done = Promise.withResolvers<void>();
      tails.set(name, done.promise);
      try {
        await before;
        return await work();
      } finally {
        if (tails.get(name) === done.promise) tails.delete(name);
        done.resolve();
      }
    },
  };
}
