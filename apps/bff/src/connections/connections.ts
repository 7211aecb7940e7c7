import type { OssClient } from '@signpost/oss-client';
import { createBucketFacts, type BucketFactsCache } from '../buckets/bucket-facts.ts';
import type { ConnectionConfig } from '../config/config.ts';
import { createTargetCache, type TargetCache } from '../links/target-cache.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** One connection at work: its client and what was learned over it. */
export interface Connection {
  config: ConnectionConfig;
  client: OssClient;
  facts: BucketFactsCache;
  targets: TargetCache;
}

export interface Connections {
  list(): readonly Connection[];
  /** Throws `connection-unknown`. */
  get(name: string): Connection;
  close(): Promise<void>;
}

interface ConnectionsOptions {
  configs: readonly ConnectionConfig[];
  createClient: (config: ConnectionConfig) => OssClient;
  now: () => number;
}

export function createConnections({ configs, createClient, now }: ConnectionsOptions): Connections {
  const byName = new Map<string, Connection>(
    configs.map((config) => {
      const client = createClient(config);
      return [config.name, { config, client, facts: createBucketFacts(client, now), targets: createTargetCache() }];
    }),
  );
  return {
    list: () => [...byName.values()],
    get(name) {
      const connection = byName.get(name);
      if (connection === undefined) throw new ProblemError('connection-unknown', { params: { connection: name } });
      return connection;
    },
    async close() {
      await Promise.allSettled([...byName.values()].map(({ client }) => client.close()));
    },
  };
}
