import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../logging/create-log.ts';
import type { ConnectionAdmin } from './connection-admin.ts';

/** Takes over, again and again, what other consoles on the database change. */
export interface ConnectionFollower {
  /** Ends with the first look, also where that fails. */
  firstLook: Promise<void>;
  stop(): Promise<void>;
}

export function followConnections(
  admin: Pick<ConnectionAdmin, 'refresh'>,
  { log, everyMs }: { log: Log; everyMs: number },
): ConnectionFollower {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function look(): Promise<number> {
    try {
      await admin.refresh();
      return everyMs;
    } catch (error) {
      log.warn({ err: error }, 'changes of connections could not be looked for');
      // The database is away: no line for every second of it.
      return everyMs * 5;
    }
  }

  async function follow(first: Promise<number>): Promise<void> {
    let pauseMs = await first;
    while (!signal.aborted) {
      await wait(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) pauseMs = await look();
    }
  }

  const first = look();
  const following = follow(first);
  return {
    firstLook: first.then(() => undefined),
    async stop() {
      stopping.abort();
      await following;
    },
  };
}
