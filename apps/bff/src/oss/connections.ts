import { reserveLane, type OssClient } from '@signpost/oss-client';
import { budgetClient } from './budgeted-client.ts';
import type { CallBudget } from './call-budget.ts';
import { createBucketList, type BucketList } from './bucket-list.ts';
import { createBucketFacts, type BucketFactsCache } from './bucket-facts.ts';
import { createBucketSizes, type BucketSizes } from './bucket-sizes.ts';
import type { ConnectionConfig, ConnectionSpec } from '../config/config.ts';
import { refuseWrites } from './refuse-writes.ts';
import { createTargetCache, type TargetCache } from './target-cache.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** One connection at work: its client and what was learned over it. */
export interface Connection {
  config: ConnectionConfig;
  /** OSS calls that the call budget lets through in a second; absent where nothing is held back. */
  callsPerSecond: number | undefined;
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
  /**
   * These are the connections from now on. One whose address or keys are others is opened anew and replaces the old one
   * once it is ready; what merely may or may not be written changes in place.
   */
  replace(specs: readonly ConnectionSpec[]): Promise<void>;
  /** Throws `connection-unknown`. */
  get(name: string): C;
  /** By the id that rows of the database carry. */
  withId(id: string): C;
  close(): Promise<void>;
}

interface ConnectionsOptions<C extends Connection> {
  specs: readonly ConnectionSpec[];
  createClient: (spec: ConnectionSpec) => OssClient;
  /** The rate of calls over a connection, and who shares it. */
  budgetOf: (spec: ConnectionSpec) => { budget: CallBudget; account: string };
  now: () => number;
  /** Adds what other modules keep with a connection. */
  extend: (connection: Connection) => C;
  /** Makes a connection ready before the first request meets it. */
  prepare: (connection: C) => Promise<void>;
  /** Ends what other modules do with a connection. */
  retire: (connection: C) => Promise<void>;
}

/** What may change while a connection goes on. */
const changing = ['readOnly', 'production'] as const;

interface Opened<C> {
  connection: C;
  /** Of everything that a connection is opened with. */
  stamp: string;
}

export function createConnections<C extends Connection>(options: ConnectionsOptions<C>): Connections<C> {
  const opened = new Map<string, Opened<C>>();
  const open = (spec: ConnectionSpec): Opened<C> => ({
    connection: options.extend(connect(spec, options)),
    stamp: toStamp(spec),
  });
  for (const spec of options.specs) opened.set(spec.config.name, open(spec));
  let replacing: Promise<void> = Promise.resolve();

  async function close({ connection }: Opened<C>): Promise<void> {
    await options.retire(connection);
    await connection.client.close();
  }

  async function replace(specs: readonly ConnectionSpec[]): Promise<void> {
    const names = new Set(specs.map(({ config }) => config.name));
    for (const [name, gone] of opened) {
      if (names.has(name)) continue;
      opened.delete(name);
      await close(gone);
    }
    for (const spec of specs) {
      const { name } = spec.config;
      const before = opened.get(name);
      if (before?.stamp === toStamp(spec)) {
        // Copies of the connection share this object.
        for (const member of changing) before.connection.config[member] = spec.config[member] ?? false;
        continue;
      }
      const next = open(spec);
      if (before === undefined) {
        await options.prepare(next.connection);
        opened.set(name, next);
        continue;
      }
      // From now on what is seen goes to the new one; what the old one found out is kept before that is loaded.
      opened.set(name, next);
      await options.retire(before.connection);
      await options.prepare(next.connection);
      await before.connection.client.close();
    }
  }

  return {
    list: () => [...opened.values()].map(({ connection }) => connection),
    replace(specs) {
      replacing = replacing.catch(() => undefined).then(() => replace(specs));
      return replacing;
    },
    get(name) {
      const connection = opened.get(name)?.connection;
      if (connection === undefined)
        throw new ProblemError('connection-unknown', { params: { connection: name } });
      return connection;
    },
    withId(id) {
      const found = [...opened.values()].find(({ connection }) => connection.config.id === id);
      if (found === undefined) throw new ProblemError('connection-unknown', { params: { connection: id } });
      return found.connection;
    },
    async close() {
      await replacing.catch(() => undefined);
      await Promise.allSettled([...opened.values()].map(({ connection }) => connection.client.close()));
    },
  };
}

/** Held in memory alone: it is made of secrets. */
function toStamp({ config, credential }: ConnectionSpec): string {
  const { readOnly: _readOnly, production: _production, ...lasting } = config;
  return JSON.stringify([lasting, credential]);
}

function connect(
  spec: ConnectionSpec,
  { createClient, budgetOf, now }: Pick<ConnectionsOptions<Connection>, 'createClient' | 'budgetOf' | 'now'>,
): Connection {
  const config = { ...spec.config };
  const guarded = refuseWrites(createClient(spec), () => config.readOnly !== true);
  const { budget, account } = budgetOf(spec);
  const client = budgetClient(guarded, { budget, account, lane: 'person' });
  return {
    config,
    client,
    callsPerSecond: budget.perSecond,
    background: budgetClient(guarded, { budget, account, lane: 'job' }),
    reserved: reserveLane(client),
    facts: createBucketFacts(client, now),
    sizes: createBucketSizes(client, now),
    targets: createTargetCache(),
    buckets: createBucketList({ client, configured: config.buckets, now }),
  };
}

/** @throws ProblemError `connection-read-only` */
export function assertWritable({ config }: Pick<Connection, 'config'>): void {
  if (config.readOnly === true)
    throw new ProblemError('connection-read-only', { params: { connection: config.name } });
}
