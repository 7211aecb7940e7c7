import { setTimeout as wait } from 'node:timers/promises';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Actor } from '../auth/permit.ts';
import type { PermitSource } from '../auth/permit-source.ts';
import type { Log } from '../logging/create-log.ts';
import type { Connections } from '../oss/connections.ts';
import type { IndexedConnection } from './indexed-connection.ts';

/**
 * Begins scans that are due, takes up those that no console makes, tells those of this console that were paused or
 * cancelled elsewhere, and ends those whose asker may not scan any more.
 */
export interface ScanRunner {
  stop(): Promise<void>;
}

interface RunnerOptions {
  connections: Connections<IndexedConnection>;
  permits: Pick<PermitSource, 'ofActor'>;
  audit: Pick<AuditLog, 'record'>;
  now: () => Date;
  log: Log;
  /** Pause between two looks, in milliseconds. */
  everyMs?: number;
}

/** Looks between two questions for the rights of scans under way. */
const looksPerQuestion = 5;

export function startScanRunner(options: RunnerOptions): ScanRunner {
  const { connections, permits, log, everyMs = 1000 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;

  async function mayScan(
    askedBy: Actor | undefined,
    scope: { connection: string; bucket: string },
  ): Promise<boolean> {
    // Signpost itself: the demo, and schedules of earlier versions.
    if (askedBy === undefined) return true;
    return (await permits.ofActor(askedBy)).may('scan.run', scope);
  }

  async function beginDue({ config, indexes, schedules }: IndexedConnection): Promise<void> {
    await schedules.runDue(async ({ bucket, askedBy }) => {
      if (await mayScan(askedBy, { connection: config.name, bucket }))
        await indexes.beginScheduled(bucket, askedBy);
      else await record('schedule.refuse', { connection: config.id, bucket, askedBy });
    });
  }

  async function endRefused({ config, indexes }: IndexedConnection): Promise<void> {
    for (const { bucket, askedBy } of indexes.underWay()) {
      if (await mayScan(askedBy, { connection: config.name, bucket })) continue;
      if (await indexes.control(bucket, 'cancel'))
        await record('scan.cancel', { connection: config.id, bucket, askedBy });
    }
  }

  /** In the name of him whose right has ended. */
  function record(
    action: string,
    { connection, bucket, askedBy }: { connection: string; bucket: string; askedBy: Actor | undefined },
  ): Promise<void> {
    return options.audit.record({
      at: options.now().toISOString(),
      actor: askedBy ?? { kind: 'system', id: 'signpost', name: 'signpost' },
      action,
      outcome: 'refused',
      connection,
      bucket,
      details: { right: 'scan.run' },
    });
  }

  async function look(): Promise<void> {
    for (let looks = 0; !signal.aborted; looks += 1) {
      let pauseMs = everyMs;
      try {
        // One after another: a schedule that is begun holds a database connection and asks for others.
        for (const connection of connections.list()) {
          await beginDue(connection);
          await connection.indexes.takeUpScans();
          if (looks % looksPerQuestion === 0) await endRefused(connection);
        }
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
