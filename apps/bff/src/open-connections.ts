import { createHash } from 'node:crypto';
import { createOssClient, type OssClient } from '@signpost/oss-client';
import type { BffDeps } from './bff-deps.ts';
import {
  secretsOf,
  type Config,
  type ConnectionSpec,
  type Credential,
  type Secrets,
} from './config/config.ts';
import { SetupError } from './config/setup-error.ts';
import { createAddressGuard } from './connections/address-guard.ts';
import { createConnectionAdmin, type ConnectionAdmin } from './connections/connection-admin.ts';
import { openKeys } from './connections/keys/open-keys.ts';
import type { RenewedKeys, TemporaryKeys } from './connections/keys/renewed-keys.ts';
import { addIndexes, type IndexedConnection } from './link-index/indexed-connection.ts';
import type { Log } from './logging/create-log.ts';
import type { SecretList } from './logging/secret-list.ts';
import type { Metrics } from './metrics/metrics.ts';
import { unlimitedBudget, type CallBudget } from './oss/call-budget.ts';
import { createConnections, type Connections } from './oss/connections.ts';

/** Secret texts of earlier keys that are still looked for. */
const mostFetched = 4;

/** The same of clients that are closed. */
const mostRetired = 64;

interface ConnectionsInput {
  config: Config;
  credentials: Secrets['credentials'];
  secrets: SecretList;
}

export type ConnectionDeps = BffDeps & { now: () => Date; log: Log; metrics: Metrics };

/** A connection's client, and the keys that it signs with. */
export interface OpenedClient {
  client: OssClient;
  keys: RenewedKeys;
}

export interface OpenedConnections {
  connections: Connections<IndexedConnection>;
  /** Absent where no connections can be made in the console. */
  admin: ConnectionAdmin | undefined;
}

/** Opens the connections that are configured; those that were made in the console join with the first refresh. */
export function openConnections(
  { config, credentials, secrets }: ConnectionsInput,
  deps: ConnectionDeps,
): OpenedConnections {
  const { now, log, metrics } = deps;
  const budget = measureBudget(deps.budget ?? unlimitedBudget, metrics);
  const allowed = deps.allowedAddresses ?? [];
  const fixed = config.connections.map((connection) => {
    const credential = credentials[connection.name];
    if (credential === undefined)
      throw new SetupError(`The connection ${connection.name} has no credential.`);
    return { config: connection, credential };
  });
  let clients = 0;
  let retired: readonly string[] = [];
  const open = (spec: ConnectionSpec): OpenedClient => {
    clients += 1;
    const owner = `keys of client ${clients}`;
    const given = secretsOf(spec.credential);
    let fetched: readonly string[] = [];
    secrets.set(owner, given);
    const { client, keys } = openClient(spec, deps, {
      allowed,
      // Those of before may still be on their way.
      onFetched({ accessKeySecret, securityToken }) {
        fetched = [accessKeySecret, securityToken, ...fetched].slice(0, mostFetched);
        secrets.set(owner, [...given, ...fetched]);
      },
    });
    const close = async (graceMs?: number): Promise<void> => {
      await client.close(graceMs);
      // Answers and lines that are still on their way may hold them; not for ever.
      retired = [...given, ...fetched, ...retired].slice(0, mostRetired);
      secrets.set('keys of closed clients', retired);
      secrets.set(owner, []);
    };
    return { client: { ...client, close }, keys };
  };
  const connections = createConnections({
    specs: fixed,
    createClient: (spec) => open(spec).client,
    budgetOf: (spec) => ({
      // The embedded OSS has no limit of its own.
      budget: spec.config.source === 'embedded' ? unlimitedBudget : budget,
      account: toAccount(spec),
    }),
    now: () => now().getTime(),
    extend: (connection) =>
      addIndexes(connection, {
        now: () => now().getTime(),
        changeLog: deps.changeLog,
        dailyStatsOf: deps.dailyStatsOf,
        sharedCoverages: deps.sharedCoverages,
        indexStoreOf: deps.indexStoreOf,
        scanStoreOf: deps.scanStoreOf,
        outsideChangesOf: deps.outsideChangesOf,
        scheduleStoreOf: deps.scheduleStoreOf,
        onNotKept: (error) => log.warn({ err: error }, 'what is known of links was not kept'),
        onNotShared: (error) => log.warn({ err: error }, 'other consoles were not told of a scan'),
        onStatsLost: (error) => log.warn({ err: error }, 'the numbers of the day were not kept'),
        maxIndexedKeys: deps.maxIndexedKeys,
        scanPatienceMs: deps.scanPatienceMs,
      }),
    prepare: ({ indexes }) =>
      indexes.load().catch((error: unknown) => log.warn({ err: error }, 'a kept link index was not loaded')),
    retire: ({ indexes }) => indexes.close(),
  });
  const store = deps.connectionStore;
  if (store === undefined) return { connections, admin: undefined };
  const allows = createAddressGuard({ allowed, isConfigured: false });
  return {
    connections,
    admin: createConnectionAdmin({
      store,
      fixed,
      connections,
      allows,
      open,
      onNotApplied: (error) => log.warn({ err: error }, 'a change of connections was not taken over yet'),
    }),
  };
}

function openClient(
  spec: ConnectionSpec,
  { metrics, keyServices, clientOptions, now }: ConnectionDeps,
  { allowed, onFetched }: { allowed: readonly string[]; onFetched: (keys: TemporaryKeys) => void },
): OpenedClient {
  const { config, credential } = spec;
  const keys = openKeys(credential, {
    region: config.region,
    services: keyServices ?? {},
    now,
    onFetched,
  });
  const client = createOssClient({
    endpoint: config.endpoint,
    region: config.region,
    credentials: () => keys.get(),
    regionsOnOtherPorts: config.mode === 'embedded',
    allowsAddress: createAddressGuard({ allowed, isConfigured: config.source !== 'console' }),
    onCall: (call) => metrics.ossCall(call),
    ...(config.addressing === undefined ? {} : { addressing: config.addressing }),
    ...(config.publicEndpoint === undefined ? {} : { publicEndpoint: config.publicEndpoint }),
    ...(config.signature === undefined ? {} : { signatureVersion: config.signature }),
    ...(config.domains === undefined ? {} : { bucketDomains: config.domains }),
    ...(config.requesterPays === undefined ? {} : { requestPayer: config.requesterPays }),
    ...(config.resourceGroup === undefined ? {} : { resourceGroupId: config.resourceGroup }),
    clock: now,
    ...clientOptions,
  });
  return { client, keys };
}

/** Limits are per account: known of a role; of given keys, their id is the nearest. Hashed, since it is written down. */
function toAccount({ config, credential }: ConnectionSpec): string {
  const role = 'roleArn' in credential ? /^acs:ram::(\d+):/.exec(credential.roleArn)?.[1] : undefined;
  const key = role ?? (credential as Partial<Credential>).accessKeyId ?? config.id;
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

function measureBudget(budget: CallBudget, metrics: Metrics): CallBudget {
  return {
    ...budget,
    async take(account, lane, signal) {
      const from = performance.now();
      await budget.take(account, lane, signal);
      metrics.budgetWait(lane, (performance.now() - from) / 1000);
    },
  };
}
