import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createOssClient, type OssClient } from '@signpost/oss-client';
import { startOssServer, type FaultInjector, type OssAdmin } from '@signpost/oss-server';
import { createBff } from '../bff.ts';
import type { BffDeps } from '../bff-deps.ts';
import { toSetUpCode } from '../config/master-key.ts';
import type { OidcSettings } from '../config/read-oidc.ts';
import type { ConnectionConfig, Credential } from '../config/config.ts';
import { pastDailyStats } from '@signpost/demo-data';
import { seed } from '../demo/seed-demo.ts';
import { createState } from '../state/open-state.ts';
import { openAccounts, openConnectionStore } from '../state/open-accounts.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

export interface StackOptions {
  /** Fill the embedded OSS with the demo buckets. */
  demo?: boolean;
  /** The clock of the embedded OSS and of the BFF. */
  clock?: () => Date;
  webDist?: string;
  /** Keep the state here instead of in a database of its own, to start again on it or beside another replica. */
  state?: StackState;
  /** How long a change is left to the process that made it; short where a test lets it die. */
  ownedMs?: number;
  /** Talk to this OSS instead of starting one. */
  oss?: RunningOss;
  connection?: Partial<ConnectionConfig>;
  credential?: Credential;
  /** Take OSS events of senders who know it. */
  eventsSecret?: string;
  publicUrl?: string;
  /** Address of the BFF; 127.0.0.1 when absent. */
  host?: string;
  basePath?: string;
  /** Addresses whose `X-Forwarded-For` is believed. */
  trustedProxies?: string[];
  /** With people who sign in, over https as far as cookies are concerned where asked for. */
  accounts?: {
    isSecure?: boolean;
    from?: 'start' | 'set-up';
    oidc?: OidcSettings;
    ciIssuers?: string[];
  };
  /** Give up on a silent OSS within a second: for tests that stall it. Others keep their patience on a busy machine. */
  impatient?: boolean;
  bff?: Partial<Omit<BffDeps, 'audit' | 'changeLog' | 'keyLease' | 'logSink'>>;
}

/** Where a stack keeps its state, and under which id of its connection. */
export interface StackState {
  database: TestDatabase;
  connectionId: string;
}

/** The embedded OSS of a stack. */
export interface RunningOss {
  url: string;
  region: string;
  credential: Credential;
  faults: FaultInjector;
  admin: OssAdmin;
  stop(): Promise<void>;
}

/** Everything at work in this process over real HTTP, on free ports of 127.0.0.1. */
export interface Stack {
  bffUrl: string;
  ossUrl: string;
  credential: Credential;
  faults: FaultInjector;
  admin: OssAdmin;
  oss: RunningOss;
  /** Somebody outside Signpost, with the same keys. */
  client: OssClient;
  /** Finished log lines so far. */
  log: string[];
  state: StackState;
  /** With which the first account is made, where there are accounts. */
  setUpCode: string;
  /** Stops the BFF only, as a crash of it would leave things. */
  stopBff(): Promise<void>;
  stop(): Promise<void>;
}

const patience = { connectMs: 10_000, headersMs: 20_000, bodyMs: 20_000 };
const impatience = { connectMs: 1000, headersMs: 1000, bodyMs: 1000 };

const stackCredential: Credential = {
  accessKeyId: 'stackkeyid0001',
  accessKeySecret: 'stack-secret-0123456789abcdef',
};

/** The master key of every stack: consoles on one database share it. */
export const stackMasterKey = Buffer.alloc(32, 7);

/** Starts the embedded OSS of a stack. */
export async function startOss(
  options: Pick<StackOptions, 'demo' | 'clock' | 'credential'> = {},
): Promise<RunningOss> {
  const credential = options.credential ?? stackCredential;
  const { accessKeyId, accessKeySecret } = credential;
  const server = await startOssServer({
    port: 0,
    accounts: [{ uid: '1000000000000001', accessKeyId, accessKeySecret }],
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.demo === true ? { seed } : {}),
  });
  const { url, region, faults, admin } = server;
  return { url, region, credential, faults, admin, stop: () => server.stop() };
}

/** Starts the one test stack: embedded OSS, BFF and an outsider's client. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'signpost-stack-'));
  const oss = options.oss ?? (await startOss(options));
  const database = options.state?.database ?? (await openTestDatabase());
  const { clock } = options;
  const ports = createState({ db: database.db, newId: randomUUID, ownedMs: options.ownedMs ?? 180_000 });
  const connectionId =
    options.state?.connectionId ??
    (await ports.connectionId({ address: `stack ${randomUUID()}`, name: 'default' }));
  if (options.bff?.demoHistory === true && options.state === undefined) {
    const time = (options.clock ?? (() => new Date()))().getTime();
    for (const day of pastDailyStats(time)) await ports.dailyStatsOf(connectionId).record(day);
  }
  const log: string[] = [];
  const credential = options.credential ?? oss.credential;
  const accounts =
    options.accounts === undefined
      ? undefined
      : openAccounts(database, {
          masterKey: stackMasterKey,
          isSecure: options.accounts.isSecure ?? false,
          from: options.accounts.from ?? 'start',
          newId: randomUUID,
          oidc: options.accounts.oidc,
          ciIssuers: options.accounts.ciIssuers ?? [],
          ...(clock === undefined ? {} : { now: () => clock().getTime() }),
        });
  const bff = createBff(
    {
      host: options.host ?? '127.0.0.1',
      port: 0,
      webDist: options.webDist ?? path.join(folder, 'no-web'),
      ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
      ...(options.basePath === undefined ? {} : { basePath: options.basePath }),
      ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
      connections: [
        {
          id: connectionId,
          name: 'default',
          mode: 'embedded',
          endpoint: oss.url,
          region: oss.region,
          demo: options.demo === true,
          ...options.connection,
        },
      ],
    },
    {
      credentials: { default: credential },
      ...(options.eventsSecret === undefined ? {} : { events: options.eventsSecret }),
    },
    {
      audit: ports.audit,
      changeLog: ports.changeLog,
      keyLease: ports.keyLease,
      planStore: ports.planStore,
      idempotency: ports.idempotency,
      dailyStatsOf: ports.dailyStatsOf,
      sharedCoverages: ports.sharedCoverages,
      indexStoreOf: ports.indexStoreOf,
      scanStoreOf: ports.scanStoreOf,
      outsideChangesOf: ports.outsideChangesOf,
      scheduleStoreOf: ports.scheduleStoreOf,
      ...(accounts === undefined ? {} : { accounts }),
      connectionStore: openConnectionStore(database.db, { masterKey: stackMasterKey, newId: randomUUID }),
      // The embedded OSS of a test listens there.
      allowedAddresses: ['127.0.0.1'],
      logSink: { write: (line) => void log.push(line) },
      // Quick to try again: tests wait for nothing.
      clientOptions: {
        timeouts: options.impatient === true ? impatience : patience,
        retry: { attempts: 2, baseDelayMs: 1, maxDelayMs: 50 },
      },
      scanPatienceMs: 0,
      ...(options.clock === undefined ? {} : { now: options.clock }),
      ...options.bff,
    },
  );
  await bff.start();
  const client = createOssClient({
    endpoint: oss.url,
    region: oss.region,
    credentials: oss.credential,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  let bffStopped: Promise<void> | undefined;
  const stopBff = (): Promise<void> => (bffStopped ??= bff.stop());
  return {
    bffUrl: bff.url,
    ossUrl: oss.url,
    credential: oss.credential,
    faults: oss.faults,
    admin: oss.admin,
    oss,
    client,
    log,
    state: { database, connectionId },
    setUpCode: toSetUpCode(stackMasterKey),
    stopBff,
    async stop() {
      await stopBff();
      await client.close();
      if (options.state === undefined) await database.drop();
      if (options.oss === undefined) await oss.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
