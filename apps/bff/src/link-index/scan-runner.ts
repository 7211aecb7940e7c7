import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../logging/create-log.ts';
import type { Connections } from '../oss/connections.ts';
import type { IndexedConnection } from './indexed-connection.ts';

/** Begins scans that are due, takes up those that no console makes, and tells those of this console that were paused or cancelled elsewhere. */
export interface ScanRunner {
  stop(): Promise<void>;
}

interface RunnerOptions {
  connections: Connections<IndexedConnection>;
  log: Log;
  /** Pause between two looks, in milliseconds. */
  everyMs?: number;
}

export function startScanRunner({ connections, log, everyMs = 1000 }: RunnerOptions): ScanRunner {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function look(): Promise<void> {
    while (!signal.aborted) {
      let pauseMs = everyMs;
      try {
        await Promise.all(
          connections.list().map(async ({ indexes, schedules }) => {
            await schedules.runDue((bucket) => indexes.beginScheduled(bucket));
            await indexes.takeUpScans();
          }),
        );
      } catch (error) {
        // The database is away: no line for every second of it.
        pauseMs = everyMs * 5;
        log.warn({ err: error }, 'scans that wait for a console could not be looked for');
      }
      await wait(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  const looking = look();

  return {
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}
