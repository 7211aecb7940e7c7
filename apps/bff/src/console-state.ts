import type { BffDeps } from './bff-deps.ts';
import type { ConnectionConfig } from './config/config.ts';
import type { Settings } from './config/read-settings.ts';
import type { DataFolder, OssPlace } from './data-folder/data-folder.ts';
import { pastDailyStats } from '@signpost/demo-data';
import type { JobWorker } from './jobs/job-queue.ts';
import type { CallBudget } from './oss/call-budget.ts';
import { createSlicedBudget } from './oss/sliced-call-budget.ts';
import { importFiles } from './state/import-files.ts';
import type { Database } from './state/open-database.ts';
import type { State } from './state/open-state.ts';
import { startPgBossQueue } from './state/pg-boss-queue.ts';
import { createPostgresBudgetStore } from './state/postgres-budget-store.ts';
import { applyRetention } from './state/retention.ts';

/** The trend shows thirty of them. */
const keptStatsDays = 400;

/** What others changed is no record that anybody must keep: not for ever, where changes are. */
const keptOutsideDays = 400;

/** Starts the work that one of all consoles does: once a day it removes what is older than it is kept. */
export async function startJobs(
  { db, pool }: Database,
  { keepChangesDays, keepAuditDays }: Settings,
  onError: (error: Error) => void,
): Promise<JobWorker> {
  const worker = await startPgBossQueue({
    pool,
    onError,
    handlers: {
      'apply-retention': async (_, { signal }) => {
        // The next one first: a run that fails must not be the last.
        await worker.queue.enqueue('apply-retention', {}, { singleton: 'daily', after: inOneDay() });
        const keep = {
          changes: keepChangesDays,
          dailyStats: keptStatsDays,
          auditEvents: keepAuditDays,
        };
        await applyRetention(db, { ...keep, outsideChanges: keepChangesDays ?? keptOutsideDays }, signal);
      },
    },
  });
  await worker.queue.enqueue('apply-retention', {}, { singleton: 'daily' });
  return worker;
}

function inOneDay(): Date {
  return new Date(Date.now() + 86_400_000);
}

/** The rate of OSS calls that all consoles on the database share. */
export function createSharedBudget(
  { db }: Database,
  { ossCallsPerSecond }: Settings,
  onError: (error: Error) => void,
): CallBudget {
  return createSlicedBudget({
    store: createPostgresBudgetStore(db),
    perSecond: ossCallsPerSecond,
    onStoreAway: (error) => onError(error instanceof Error ? error : new Error(String(error))),
  });
}

/** What is measured at the database. */
export function poolGauges({ pool }: Database): NonNullable<BffDeps['gauges']> {
  return [
    {
      name: 'signpost_db_connections',
      help: 'Open connections to the database',
      read: () => pool.totalCount,
    },
    {
      name: 'signpost_db_idle',
      help: 'Connections to the database that nobody uses',
      read: () => pool.idleCount,
    },
    {
      name: 'signpost_db_waiting',
      help: 'Queries that wait for a connection',
      read: () => pool.waitingCount,
    },
  ];
}

/** What earlier versions kept in files moves to the database; the demo without a past is given one. */
export async function takeOverFiles(
  { db }: Database,
  folder: DataFolder,
  { connection, state, say }: { connection: ConnectionConfig; state: State; say: (line: string) => void },
): Promise<void> {
  const files = folder.earlierFilesOf(toPlace(connection));
  const { damaged } = await importFiles(db, {
    files,
    connectionId: connection.id,
    connectionName: connection.name,
  });
  for (const line of damaged) say(`Line ${line} of ${files.journal} cannot be read and is left out.\n`);
  const stats = state.dailyStatsOf(connection.id);
  if (!connection.demo || (await stats.list()).length > 0) return;
  for (const day of pastDailyStats(Date.now())) await stats.record(day);
}

function toPlace({
  mode,
  endpoint,
  region,
}: Pick<ConnectionConfig, 'mode' | 'endpoint' | 'region'>): OssPlace {
  return mode === 'embedded' ? mode : { endpoint, region };
}
