import { PgBoss } from 'pg-boss';
import type pg from 'pg';
import type { JobHandlers, JobName, JobWorker } from '../jobs/job-queue.ts';

export interface PgBossOptions {
  pool: pg.Pool;
  handlers: JobHandlers;
  /** Told of what fails in the background: the database is away, a job threw. */
  onError: (error: Error, job?: JobName) => void;
  pollSeconds?: number;
  stopMs?: number;
}

const schema = 'pgboss';
/** A job that takes longer is given to another replica: its own handler has given up by then. */
const expireInSeconds = 120;

/** Makes or updates the tables of pg-boss. Run it under the lock of the migrations: it takes none that covers two starts. */
export async function prepareJobTables(client: pg.Client): Promise<void> {
  const boss = createBoss(oneAtATime(client), { migrate: true, createSchema: true });
  await boss.start();
  await boss.stop({ graceful: false, close: false });
}

/** Starts working on jobs. The tables are there already, see {@link prepareJobTables}. */
export async function startPgBossQueue(options: PgBossOptions): Promise<JobWorker> {
  const { pool, handlers, onError, pollSeconds = 2, stopMs = 8000 } = options;
  const boss = createBoss(pool, { migrate: false, createSchema: false });
  boss.on('error', (error) => onError(error));
  await boss.start();
  const stopping = new AbortController();
  for (const name of Object.keys(handlers) as JobName[]) {
    // `stately`: for each key one job may wait and one be under way.
    await boss.createQueue(name, {
      policy: 'stately',
      retryLimit: 3,
      retryDelay: 5,
      retryBackoff: true,
      expireInSeconds,
      retentionSeconds: 86_400,
      deleteAfterSeconds: 86_400,
    });
    await boss.work<object>(name, { pollingIntervalSeconds: pollSeconds, batchSize: 1 }, async ([job]) => {
      if (job === undefined) return;
      const signal = AbortSignal.any([job.signal, stopping.signal]);
      try {
        await (handlers[name] as (data: object, context: { signal: AbortSignal }) => Promise<void>)(
          job.data,
          {
            signal,
          },
        );
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)), name);
        throw error;
      }
    });
  }
  return {
    queue: {
      async enqueue(name, data, { singleton, after } = {}) {
        const id = await boss.send(name, data, {
          singletonKey: singleton ?? crypto.randomUUID(),
          ...(after === undefined ? {} : { startAfter: after }),
        });
        return id ?? undefined;
      },
      async cancel(name, id) {
        await boss.cancel(name, id);
      },
    },
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, close: false, timeout: stopMs });
    },
  };
}

/** pg-boss asks several things at once; one connection takes them one by one. */
function oneAtATime(client: pg.Client): Queryable {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query(text, values) {
      const answer = last.then(() => client.query(text, values));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}

/** A pool, or the one connection that holds the lock of the migrations. */
interface Queryable {
  query: (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
}

function createBoss(database: Queryable, maintenance: { migrate: boolean; createSchema: boolean }): PgBoss {
  return new PgBoss({
    schema,
    // Our own pool: pg-boss would read `PG*` variables for what it is not told.
    db: { executeSql: (text, values) => database.query(text, values) },
    ...maintenance,
    // Schedules are rows of ours: pg-boss drops what was due while nobody ran.
    schedule: false,
  });
}
