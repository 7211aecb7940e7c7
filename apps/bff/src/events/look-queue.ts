import { bucketNamePattern, findStoredKeyProblem } from '@signpost/oss-protocol/rules';
import type { Log } from '../logging/create-log.ts';
import type { Connections } from '../oss/connections.ts';
import type { IndexedConnection } from '../link-index/indexed-connection.ts';
import { readKeySnapshot } from '../keys/read-key.ts';
import type { ToldKey } from './parse-events.ts';

/**
 * Keys that were told to have changed, to be looked at. Nothing of what was told is believed: a look reads the key within
 * the budget of background work, and the index takes what it finds.
 */
export interface LookQueue {
  /** A key that waits already is looked at once; those that find no room, or no index, are dropped. */
  add(keys: readonly ToldKey[]): void;
  stop(): Promise<void>;
}

interface QueueOptions {
  connections: Connections<IndexedConnection>;
  log: Log;
  /** Most keys that wait. The next scan finds what was dropped. */
  most?: number;
}

/** Looks at once: people come first. */
const atOnce = 4;

export function createLookQueue({ connections, log, most = 10_000 }: QueueOptions): LookQueue {
  const waiting = new Map<string, ToldKey & { connection: IndexedConnection }>();
  const stopping = new AbortController();
  const { signal } = stopping;
  const workers = new Set<Promise<void>>();

  async function look(): Promise<void> {
    for (const [name, { connection, bucket, key }] of waiting) {
      // What is told while it is read may be newer than what is read.
      waiting.delete(name);
      if (signal.aborted) return;
      try {
        const place = { client: connection.background, bucket, key, signal };
        const { state } = await readKeySnapshot(place, { purpose: 'view' });
        connection.indexes.observe(bucket, key, state);
      } catch (error) {
        if (!signal.aborted)
          log.warn({ err: error, bucket }, 'a key that was told to have changed was not read');
      }
    }
  }

  function work(): void {
    while (workers.size < Math.min(atOnce, waiting.size) && !signal.aborted) {
      const worker = look().finally(() => {
        workers.delete(worker);
        work();
      });
      workers.add(worker);
    }
  }

  return {
    add(keys) {
      let dropped = 0;
      for (const { bucket, key } of keys) {
        if (!bucketNamePattern.test(bucket) || findStoredKeyProblem(key) !== undefined) continue;
        for (const connection of connections.list()) {
          // Without an index there is nothing to keep fresh, and any bucket name could be told.
          if (connection.indexes.get(bucket) === undefined) continue;
          const name = JSON.stringify([connection.config.id, bucket, key]);
          if (waiting.size >= most && !waiting.has(name)) dropped += 1;
          else waiting.set(name, { bucket, key, connection });
        }
      }
      if (dropped > 0) log.warn({ dropped }, 'too many keys were told to have changed at once');
      work();
    },
    async stop() {
      stopping.abort();
      waiting.clear();
      await Promise.allSettled(workers);
    },
  };
}
