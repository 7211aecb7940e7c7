import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { createApp } from './app.ts';
import { accountPermits } from './auth/account-permits.ts';
import { allowAll } from './auth/permit.ts';
import { ownerPermits, permitsOnceSetUp } from './auth/permit-source.ts';
import { aliveMs } from './link-index/shared-coverage.ts';
import { createRecentViews } from './writes/recent-views.ts';
import { startPlanRunner, type PlanRunner } from './plans/plan-runner.ts';
import { startOutcomeResolver, type OutcomeResolver } from './writes/outcome-resolver.ts';
import type { BffDeps } from './bff-deps.ts';
import { secretValues, type Config, type Secrets } from './config/config.ts';
import { followConnections, type ConnectionFollower } from './connections/follow-connections.ts';
import { SetupError } from './config/setup-error.ts';
import { openConnections } from './open-connections.ts';
import type { Connections } from './oss/connections.ts';
import { seedHistory } from './demo/seed-history.ts';
import { toOwnNames, toUrlHost, type OwnNames } from './http/host-allow-list.ts';
import type { IndexedConnection } from './link-index/indexed-connection.ts';
import { startScanRunner, type ScanRunner } from './link-index/scan-runner.ts';
import { createLookQueue } from './events/look-queue.ts';
import { parseEvents } from './events/parse-events.ts';
import { takeEvents } from './http/take-events.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createWorkUnderWay } from './http/work-under-way.ts';
import { createChangeWatch } from './watching/change-watch.ts';
import { createLog } from './logging/create-log.ts';
import { createSecretList } from './logging/secret-list.ts';
import { inBackground } from './logging/in-background.ts';
import { createRedact, createValueRedact } from './logging/redact.ts';
import type { Services } from './api/services.ts';

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
  const secretTexts = createSecretList(secretValues(secrets));
  const redact = createRedact(secretTexts);
  const log = createLog({ level: deps.logLevel ?? 'info', redact, sink: deps.logSink });
  const metrics = createMetrics();
  for (const gauge of deps.gauges ?? []) metrics.watch(gauge);
  const { accounts } = deps;
  const owner = ownerPermits(deps.decide ?? allowAll);
  const permits =
    deps.permits ??
    (accounts === undefined
      ? owner
      : permitsOnceSetUp(() => accounts.areInForce(), { before: owner, after: accountPermits(accounts) }));
  const { connections, admin } = openConnections(
    { config, credentials: secrets.credentials, secrets: secretTexts },
    { ...deps, now, log, metrics },
  );
  const underWay = createWorkUnderWay();
  let names: OwnNames = { hosts: new Set(), origins: new Set() };
  let url = '';
  let stopping = false;
  let resolver: OutcomeResolver | undefined;
  let planRunner: PlanRunner | undefined;
  let scanRunner: ScanRunner | undefined;
  let renewal: NodeJS.Timeout | undefined;
  let housekeeping: NodeJS.Timeout | undefined;
  let follower: ConnectionFollower | undefined;
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
    connectionAdmin: admin,
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
      if (admin !== undefined) {
        follower = followConnections(admin, { log, everyMs: deps.refreshConnectionsMs ?? 2000 });
        await follower.firstLook;
      }
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
      scanRunner = startScanRunner({ connections, log, permits, audit: deps.audit, now });
    },
    async stop() {
      stopping = true;
      services.changeWatch.stop();
      await Promise.all([resolver?.stop(), planRunner?.stop(), scanRunner?.stop(), follower?.stop()]);
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
