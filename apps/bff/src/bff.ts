import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHash, randomUUID } from 'node:crypto';
import { createOssClient, type OssClientOptions } from '@signpost/oss-client';
import { createApp } from './app.ts';
import { accountPermits } from './auth/account-permits.ts';
import type { Accounts } from './auth/accounts.ts';
import { allowAll, type Decider } from './auth/permit.ts';
import { ownerPermits, type PermitSource } from './auth/permit-source.ts';
import { aliveMs, type SharedCoverages } from './link-index/shared-coverage.ts';
import { createRecentViews } from './writes/recent-views.ts';
import { startPlanRunner, type PlanRunner } from './plans/plan-runner.ts';
import type { PlanStore } from './plans/plan-store.ts';
import { startOutcomeResolver, type OutcomeResolver } from './writes/outcome-resolver.ts';
import { secretValues, type Config, type ConnectionConfig, type Secrets } from './config/config.ts';
import { SetupError } from './config/setup-error.ts';
import { createConnections, type Connections } from './oss/connections.ts';
import { seedHistory } from './demo/seed-history.ts';
import { toOwnNames, toUrlHost, type OwnNames } from './http/host-allow-list.ts';
import type { IndexStore } from './link-index/index-store.ts';
import { addIndexes, type IndexedConnection } from './link-index/indexed-connection.ts';
import { startScanRunner, type ScanRunner } from './link-index/scan-runner.ts';
import type { OutsideChanges } from './link-index/outside-changes.ts';
import type { ScheduleStore } from './link-index/schedule-store.ts';
import type { ScanStore } from './link-index/scan-store.ts';
import type { IdempotencyStore } from './idempotency/idempotency-store.ts';
import { createLookQueue } from './events/look-queue.ts';
import { parseEvents } from './events/parse-events.ts';
import { takeEvents } from './http/take-events.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { unlimitedBudget, type CallBudget } from './oss/call-budget.ts';
import { createWorkUnderWay } from './http/work-under-way.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { ChangeLog } from './changes/change-log.ts';
import type { DailyStatsStore } from './link-index/daily-stats.ts';
import type { KeyLease } from './writes/key-lease.ts';
import { createChangeWatch } from './watching/change-watch.ts';
import { createLog, type LogSink } from './logging/create-log.ts';
import { inBackground } from './logging/in-background.ts';
import { createRedact, createValueRedact } from './logging/redact.ts';
import type { Services } from './api/services.ts';

/** What the BFF takes from outside besides its configuration. */
export interface BffDeps {
  audit: AuditLog;
  changeLog: ChangeLog;
  keyLease: KeyLease;
  planStore: PlanStore;
  idempotency: IdempotencyStore;
  /** Numbers of past days, by the id of a connection. */
  dailyStatsOf: (connectionId: string) => DailyStatsStore;
  sharedCoverages: SharedCoverages;
  /** Where link indexes are kept, by the id of a connection. */
  indexStoreOf: (connectionId: string) => IndexStore;
  /** Where scans of buckets are kept, by the id of a connection. */
  scanStoreOf: (connectionId: string) => ScanStore;
  /** What others changed, by the id of a connection. */
  outsideChangesOf: (connectionId: string) => OutsideChanges;
  /** When buckets are scanned again, by the id of a connection. */
  scheduleStoreOf: (connectionId: string) => ScheduleStore;
  /** Rate of OSS calls, shared by replicas; lifted when absent. */
  budget?: CallBudget;
  /** What is measured at the database, by name. */
  gauges?: readonly Parameters<Metrics['watch']>[0][];
  logSink: LogSink;
  logLevel?: string;
  now?: () => Date;
  newId?: () => string;
  /** Decides for the person at this machine, where the console has no accounts. */
  decide?: Decider;
  /** Who asks and what he may do; found by the accounts, or the person at this machine, when absent. */
  permits?: PermitSource;
  /** People and what they may do; absent on a console without accounts. */
  accounts?: Accounts;
  /** Give an empty change log of a demo connection the changes its links tell of. */
  demoHistory?: boolean;
  /** Read the buckets of demo connections into the link index at start. */
  readDemoAtStart?: boolean;
  /** Most keys one reading of a bucket holds. */
  maxIndexedKeys?: number;
  /** How long a scan tries a page again that cannot be read, in milliseconds. */
  scanPatienceMs?: number;
  /** Time-outs and retries of the OSS client. */
  clientOptions?: Partial<Pick<OssClientOptions, 'timeouts' | 'retry' | 'random' | 'sleep' | 'concurrency'>>;
  /** Most callers that follow plans and scans at once. */
  maxWatchers?: number;
  /** Milliseconds between two signs of life of a stream of events. */
  heartbeatMs?: number;
  /** Milliseconds without a byte after which an upload is given up. */
  uploadIdleMs?: number;
  /** Pause before an unknown outcome is looked at again; doubles up to an hour. */
  resolveAfterMs?: number;
}

export interface Bff {
  /** Known once started. */
  readonly url: string;
  start(): Promise<void>;
  /** Lets requests and writes under way end, for a while, and closes everything. */
  stop(): Promise<void>;
}

const graceMs = 8000;

/** Puts the BFF together. Nothing listens and nothing is sent before `start`. */
export function createBff(config: Config, secrets: Secrets, deps: BffDeps): Bff {
  const now = deps.now ?? (() => new Date());
  const basePath = config.basePath ?? '/';
  const secretTexts = secretValues(secrets);
  const redact = createRedact(secretTexts);
  const log = createLog({ level: deps.logLevel ?? 'info', redact, sink: deps.logSink });
  const metrics = createMetrics();
  for (const gauge of deps.gauges ?? []) metrics.watch(gauge);
  const budget = deps.budget ?? unlimitedBudget;
  const { accounts } = deps;
  const permits =
    deps.permits ??
    (accounts === undefined ? ownerPermits(deps.decide ?? allowAll) : accountPermits(accounts));
  const connections = createConnections({
    configs: config.connections,
    createClient: (connection) => createClient(connection, secrets, { deps, metrics }),
    budget: measureBudget(budget, metrics),
    accountOf: ({ name }) => toAccount(secrets, name),
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
  });
  const underWay = createWorkUnderWay();
  let names: OwnNames = { hosts: new Set(), origins: new Set() };
  let url = '';
  let stopping = false;
  let resolver: OutcomeResolver | undefined;
  let planRunner: PlanRunner | undefined;
  let scanRunner: ScanRunner | undefined;
  let renewal: NodeJS.Timeout | undefined;
  let housekeeping: NodeJS.Timeout | undefined;
  const services: Services = {
    connections,
    audit: deps.audit,
    changeLog: deps.changeLog,
    recentViews: createRecentViews(() => now().getTime()),
    keyLease: deps.keyLease,
    planStore: deps.planStore,
    idempotency: deps.idempotency,
    permits,
    accounts,
    changeWatch: createChangeWatch({ maxWatchers: deps.maxWatchers ?? 200 }),
    heartbeatMs: deps.heartbeatMs ?? 15_000,
    kickPlans: () => planRunner?.kick(),
    now,
    newId: deps.newId ?? (() => randomUUID()),
    origin: () => `${config.publicUrl ?? url}${basePath.slice(0, -1)}`,
    uploadIdleMs: deps.uploadIdleMs ?? 20_000,
    callsPerSecond: budget.perSecond,
    areOpenWritesChecked: () => resolver?.isFirstRoundDone === true,
    metrics,
    log,
  };
  const looks = createLookQueue({ connections, log });
  const events =
    secrets.events === undefined
      ? undefined
      : takeEvents({
          secret: secrets.events,
          onEvents: (body) => looks.add(parseEvents(body)),
          now: () => now().getTime(),
        });
  const app = createApp({
    events,
    services,
    permits,
    names: () => names,
    log,
    redact,
    redactValues: createValueRedact(secretTexts),
    webDist: config.webDist,
    underWay,
    basePath,
    trustedProxies: config.trustedProxies ?? [],
    isStopping: () => stopping,
  });
  // Ten mebibytes over a slow line take minutes; an upload that stands still ends sooner.
  const limits = { requestTimeout: 300_000, headersTimeout: 20_000, maxHeaderSize: 32 * 1024 };
  const server =
    config.tls === undefined ? createServer(limits, app) : createTlsServer({ ...limits, ...config.tls }, app);
  return {
    get url() {
      return url;
    },
    async start() {
      // A question that came earlier would be told that nothing was scanned.
      await loadIndexes(connections, (error) =>
        log.warn({ err: error }, 'kept link indexes were not loaded'),
      );
      const port = await listen(server, config);
      names = toOwnNames({ ...config, port });
      url = `${config.tls === undefined ? 'http' : 'https'}://${toUrlHost(config.host)}:${port}`;
      if (deps.demoHistory === true) await seedDemoHistory(connections, deps, now().getTime());
      if (deps.readDemoAtStart === true)
        inBackground(readDemo(connections), { log, what: 'reading the demo buckets' });
      renewal = setInterval(
        () => inBackground(deps.sharedCoverages.renew(), { log, what: 'telling other consoles of scans' }),
        aliveMs / 3,
      ).unref();
      const forgetGone = (): void =>
        inBackground(forgetGoneBuckets(connections), { log, what: 'forgetting buckets that are gone' });
      forgetGone();
      housekeeping = setInterval(forgetGone, 3_600_000).unref();
      resolver = startOutcomeResolver(services, { firstAfterMs: deps.resolveAfterMs ?? 5000 });
      planRunner = startPlanRunner(services);
      scanRunner = startScanRunner({ connections, log });
    },
    async stop() {
      stopping = true;
      services.changeWatch.stop();
      await Promise.all([resolver?.stop(), planRunner?.stop(), scanRunner?.stop()]);
      await Promise.all([closeServer(server), underWay.ended(graceMs)]);
      await looks.stop();
      clearInterval(renewal);
      clearInterval(housekeeping);
      await Promise.allSettled(connections.list().map(({ indexes }) => indexes.close()));
      await Promise.allSettled([deps.sharedCoverages.withdraw()]);
      await connections.close();
    },
  };
}

async function loadIndexes(
  connections: Connections<IndexedConnection>,
  onNotLoaded: (error: unknown) => void,
): Promise<void> {
  await Promise.all(connections.list().map(({ indexes }) => indexes.load().catch(onNotLoaded)));
}

async function forgetGoneBuckets(connections: Connections<IndexedConnection>): Promise<void> {
  for (const { buckets, indexes } of connections.list()) {
    if (indexes.buckets().length === 0) continue;
    await indexes.forgetGone(new Set((await buckets.list()).map(({ name }) => name)));
  }
}

async function seedDemoHistory(
  connections: Connections<IndexedConnection>,
  { changeLog, indexStoreOf }: Pick<BffDeps, 'changeLog' | 'indexStoreOf'>,
  now: number,
): Promise<void> {
  for (const connection of connections.list()) {
    if (!connection.config.demo) continue;
    await seedHistory(connection, { changeLog, indexStore: indexStoreOf(connection.config.id), now });
  }
}

/** Made-up buckets are few, small and next door: read at once, so that the first screen is whole. */
async function readDemo(connections: Connections<IndexedConnection>): Promise<void> {
  const read = async ({ buckets, indexes }: IndexedConnection): Promise<void> => {
    const found = await buckets.list();
    const flat = found.filter((one) => !one.hierarchicalNamespace);
    await Promise.all(flat.map(({ name }) => indexes.scan(name)));
  };
  await Promise.all(
    connections
      .list()
      .filter(({ config }) => config.demo)
      .map(read),
  );
}

function createClient(
  connection: ConnectionConfig,
  secrets: Secrets,
  { deps, metrics }: { deps: BffDeps; metrics: Metrics },
): ReturnType<typeof createOssClient> {
  const credentials = secrets.credentials[connection.name];
  if (credentials === undefined) throw new SetupError(`The connection ${connection.name} has no credential.`);
  return createOssClient({
    endpoint: connection.endpoint,
    region: connection.region,
    credentials,
    regionsOnOtherPorts: connection.mode === 'embedded',
    onCall: (call) => metrics.ossCall(call),
    ...(deps.now === undefined ? {} : { clock: deps.now }),
    ...deps.clientOptions,
  });
}

/** Limits are per account; an access key is the nearest that is known of it. Hashed, since it is written down. */
function toAccount({ credentials }: Secrets, connection: string): string {
  const keyId = credentials[connection]?.accessKeyId ?? connection;
  return createHash('sha256').update(keyId).digest('hex').slice(0, 16);
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

function listen(server: Server, { host, port }: Config): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE';
    reject(
      taken
        ? new SetupError(`Port ${port} is taken: end what uses it, or choose another with SIGNPOST_PORT.`)
        : error,
    );
  });
  server.listen({ port, host: host.replace(/^\[|\]$/g, '') }, () =>
    resolve((server.address() as AddressInfo).port),
  );
  return promise;
}

/** Waits for answers under way, but not for ever: a download may take an hour. */
async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that has had its last answer would otherwise be kept for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(timer);
}
