import { reserveLane, type OssClient } from '@signpost/oss-client';
import { budgetClient } from './budgeted-client.ts';
import type { CallBudget } from './call-budget.ts';
import { createBucketList, type BucketList } from './bucket-list.ts';
import { createBucketFacts, type BucketFactsCache } from './bucket-facts.ts';
import { createBucketSizes, type BucketSizes } from './bucket-sizes.ts';
import type { ConnectionConfig } from '../config/config.ts';
import { createLinkIndexes, type LinkIndexes } from '../link-index/link-indexes.ts';
import { sumUp, type DailyStatsStore } from '../link-index/daily-stats.ts';
import { createTargetCache, type TargetCache } from '../keys/target-cache.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** One connection at work: its client and what was learned over it. */
export interface Connection {
  config: ConnectionConfig;
  client: OssClient;
  /** The same client on the places kept for writes and health checks. */
  reserved: OssClient;
  facts: BucketFactsCache;
  sizes: BucketSizes;
  targets: TargetCache;
  buckets: BucketList;
  indexes: LinkIndexes;
  dailyStats: DailyStatsStore;
}

/** The connection as a writer uses it: what it reads while it holds a key must not wait behind the lists of others. */
export function forWriting(connection: Connection): Connection {
  return { ...connection, client: connection.reserved };
}

export interface Connections {
  list(): readonly Connection[];
  /** Throws `connection-unknown`. */
  get(name: string): Connection;
  /** By the id that rows of the database carry. */
  withId(id: string): Connection;
  close(): Promise<void>;
}

interface ConnectionsOptions {
  configs: readonly ConnectionConfig[];
  createClient: (config: ConnectionConfig) => OssClient;
  budget: CallBudget;
  /** Name of the OSS account behind a connection, whose rate is shared. */
  accountOf: (config: ConnectionConfig) => string;
  now: () => number;
  /** Numbers of past days, by the id of the connection. */
  dailyStatsOf: (connectionId: string) => DailyStatsStore;
  /** Told when the numbers of a day could not be kept: they are drawn, never decided upon. */
  onStatsLost: (error: unknown) => void;
  /** Most keys one scan of a bucket holds. */
  maxIndexedKeys?: number;
}

export function createConnections(options: ConnectionsOptions): Connections {
  const byName = new Map<string, Connection>(
    options.configs.map((config) => [config.name, connect(config, options)]),
  );
  return {
    list: () => [...byName.values()],
    get(name) {
      const connection = byName.get(name);
      if (connection === undefined)
        throw new ProblemError('connection-unknown', { params: { connection: name } });
      return connection;
    },
    withId(id) {
      const connection = [...byName.values()].find(({ config }) => config.id === id);
      if (connection === undefined)
        throw new ProblemError('connection-unknown', { params: { connection: id } });
      return connection;
    },
    async close() {
      await Promise.allSettled([...byName.values()].map(({ indexes }) => indexes.close()));
      await Promise.allSettled([...byName.values()].map(({ client }) => client.close()));
    },
  };
}

function connect(config: ConnectionConfig, options: ConnectionsOptions): Connection {
  const { createClient, now, maxIndexedKeys } = options;
  const unlimited = createClient(config);
  const account = options.accountOf(config);
  const client = budgetClient(unlimited, { budget: options.budget, account, lane: 'person' });
  const targets = createTargetCache();
  const past = options.dailyStatsOf(config.id);
  const indexes: LinkIndexes = createLinkIndexes({
    client: budgetClient(unlimited, { budget: options.budget, account, lane: 'job' }),
    targets,
    now,
    ...(maxIndexedKeys === undefined ? {} : { maxKeys: maxIndexedKeys }),
    onRead() {
      // A day's numbers are those of all buckets: while one is still being read, they would be too small.
      if (indexes.buckets().some((bucket) => indexes.coverage(bucket).state === 'scanning')) return;
      past.record(sumUp(indexes, new Date(now()).toISOString().slice(0, 10))).catch(options.onStatsLost);
    },
  });
  return {
    config,
    client,
    reserved: reserveLane(client),
    facts: createBucketFacts(client, now),
    sizes: createBucketSizes(client, now),
    targets,
    buckets: createBucketList({ client, configured: config.buckets, now }),
    indexes,
    dailyStats: past,
  };
}
