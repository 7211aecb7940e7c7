import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createOssClient, type OssClient } from '@signpost/oss-client';
import { startOssServer, type FaultInjector, type OssAdmin } from '@signpost/oss-server';
import { createBff, type BffDeps } from '../bff.ts';
import type { ConnectionConfig, Credential } from '../config/config.ts';
import { pastDailyStats } from '../demo/demo-history.ts';
import { seed } from '../demo/seed-demo.ts';
import { openJournalFile } from '../changes/journal-file.ts';
import { createDailyStatsStore } from '../link-index/daily-stats.ts';

export interface StackOptions {
  /** Fill the embedded OSS with the demo buckets. */
  demo?: boolean;
  /** The clock of the embedded OSS and of the BFF. */
  clock?: () => Date;
  webDist?: string;
  /** Keep the journal here instead of in a folder of its own, to start again on it. */
  journalFile?: string;
  /** Talk to this OSS instead of starting one. */
  oss?: RunningOss;
  connection?: Partial<ConnectionConfig>;
  credential?: Credential;
  publicUrl?: string;
  /** Address of the BFF; 127.0.0.1 when absent. */
  host?: string;
  basePath?: string;
  /** Give up on a silent OSS within a second: for tests that stall it. Others keep their patience on a busy machine. */
  impatient?: boolean;
  bff?: Partial<Omit<BffDeps, 'journal' | 'logSink'>>;
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
  journalFile: string;
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
  const journalFile = options.journalFile ?? path.join(folder, 'journal.jsonl');
  const journal = await openJournalFile(journalFile, (line) => {
    throw new Error(`Line ${line} of the journal cannot be read`);
  });
  const log: string[] = [];
  const credential = options.credential ?? oss.credential;
  const bff = createBff(
    {
      host: options.host ?? '127.0.0.1',
      port: 0,
      webDist: options.webDist ?? path.join(folder, 'no-web'),
      ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
      ...(options.basePath === undefined ? {} : { basePath: options.basePath }),
      connections: [
        {
          name: 'default',
          mode: 'embedded',
          endpoint: oss.url,
          region: oss.region,
          demo: options.demo === true,
          ...options.connection,
        },
      ],
    },
    { credentials: { default: credential } },
    {
      journal,
      logSink: { write: (line) => void log.push(line) },
      // Quick to try again: tests wait for nothing.
      clientOptions: {
        timeouts: options.impatient === true ? impatience : patience,
        retry: { attempts: 2, baseDelayMs: 1, maxDelayMs: 50 },
      },
      ...(options.clock === undefined ? {} : { now: options.clock }),
      // The past of the demo is its changes and its numbers.
      ...(options.bff?.demoHistory === true ? { dailyStats: pastOfDemo(options.clock) } : {}),
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
    journalFile,
    stopBff,
    async stop() {
      await stopBff();
      await client.close();
      if (options.oss === undefined) await oss.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function pastOfDemo(clock: () => Date = () => new Date()): NonNullable<BffDeps['dailyStats']> {
  const dailyStats = createDailyStatsStore(pastDailyStats(clock().getTime()));
  return () => dailyStats;
}
