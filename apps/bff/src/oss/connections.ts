import { reserveLane, type OssClient } from '@signpost/oss-client';
import { budgetClient } from './budgeted-client.ts';
import type { CallBudget } from './call-budget.ts';
import { createBucketList, type BucketList } from './bucket-list.ts';
import { createBucketFacts, type BucketFactsCache } from './bucket-facts.ts';
import { createBucketSizes, type BucketSizes } from './bucket-sizes.ts';
import type { ConnectionConfig } from '../config/config.ts';
import { createTargetCache, type TargetCache } from './target-cache.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** One connection at work: its client and what was learned over it. */
export interface Connection {
  config: ConnectionConfig;
  client: OssClient;
  /** The same client for work that nobody waits for: it takes what people leave of the call budget. */
  background: OssClient;
  /** The same client on the places kept for writes and health checks. */
  reserved: OssClient;
  facts: BucketFactsCache;
  sizes: BucketSizes;
  targets: TargetCache;
  buckets: BucketList;
}

/** The connection as a writer uses it: what it reads while it holds a key must not wait behind the lists of others. */
export function forWriting<C extends Connection>(connection: C): C {
  return { ...connection, client: connection.reserved };
}

export interface Connections<C extends Connection = Connection> {
  list(): readonly C[];
  /** Throws `connection-unknown`. */
  get(name: string): C;
  /** By the id that rows of the database carry. */
  withId(id: string): C;
  close(): Promise<void>;
}

interface ConnectionsOptions<C extends Connection> {
  configs: readonly ConnectionConfig[];
  createClient: (config: ConnectionConfig) => OssClient;
  budget: CallBudget;
  /** Name of the OSS account behind a connection, whose rate is shared. */
  accountOf: (config: ConnectionConfig) => string;
  now: () => number;
  /** Adds what other rooms keep with a connection. */
  extend: (connection: Connection) => C;
}

export function createConnections<C extends Connection>(options: ConnectionsOptions<C>): Connections<C> {
  const byName = new Map<string, C>(
    options.configs.map((config) => [config.name, options.extend(connect(config, options))]),
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
      await Promise.allSettled([...byName.values()].map(({ client }) => client.close()));
    },
  };
}

function connect(
  config: ConnectionConfig,
  { createClient, budget, accountOf, now }: Omit<ConnectionsOptions<Connection>, 'configs' | 'extend'>,
): Connection {
  const unlimited = createClient(config);
  const account = accountOf(config);
  const client = budgetClient(unlimited, { budget, account, lane: 'person' });
  return {
    config,
    client,
    background: budgetClient(unlimited, { budget, account, lane: 'job' }),
    reserved: reserveLane(client),
    facts: createBucketFacts(client, now),
    sizes: createBucketSizes(client, now),
    targets: createTargetCache(),
    buckets: createBucketList({ client, configured: config.buckets, now }),
  };
}
