import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createOssClient, type OssClient } from '@signpost/oss-client';
import { readCommandLine } from '../embedded-postgres/stop-previous.ts';

const bffProgram = path.resolve(import.meta.dirname, '../main.ts');
const ossProgram = fileURLToPath(new URL('main.ts', import.meta.resolve('@signpost/oss-server')));
const region = 'cn-hangzhou';
const credential = { accessKeyId: 'killrunkeyid0001', accessKeySecret: 'kill-run-secret-0123456789' };

/** What one kill hits; `both` is PostgreSQL and the console at the same moment. */
type Victim = 'console' | 'oss' | 'postgres' | 'both';

/** Kills of each kind. */
export type Kills = Partial<Record<Victim, number>>;

/** Console, embedded PostgreSQL and OSS, each a process that can be killed. */
export interface KillRig {
  /** Address of the console. */
  base: string;
  /** Somebody outside Signpost, with the same keys. */
  client: OssClient;
  /** Kills with SIGKILL, and starts what was killed at once. */
  strike: (victim: Victim) => Promise<void>;
  /** The ends of the logs so far. */
  logs: () => string;
}

/** Starts a rig, works with it, and ends all of it. */
export async function withKillRig<T>(work: (rig: KillRig) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'signpost-kills-'));
  const ports = { console: await freePort(), oss: await freePort() };
  let oss: ChildProcess | undefined;
  let console: ChildProcess | undefined;
  const strikes: Record<Victim, () => Promise<void>> = {
    async oss() {
      oss?.kill('SIGKILL');
      oss = await startOss(folder, ports.oss);
    },
    async console() {
      console?.kill('SIGKILL');
      console = await startConsole(folder, ports);
    },
    async postgres() {
      // The console starts it again.
      process.kill(await readPostgresPid(folder), 'SIGKILL');
    },
    async both() {
      await strikes.postgres();
      await strikes.console();
    },
  };
  const client = createOssClient({
    endpoint: `http://127.0.0.1:${ports.oss}`,
    region,
    credentials: credential,
  });
  try {
    oss = await startOss(folder, ports.oss);
    console = await startConsole(folder, ports);
    return await work({
      base: `http://127.0.0.1:${ports.console}`,
      client,
      strike: (victim) => strikes[victim](),
      logs: () =>
        ['console.log', 'data/db/postgres.log'].map((name) => readTail(path.join(folder, name))).join('\n'),
    });
  } finally {
    await client.close();
    for (const child of [console, oss]) child?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The kills in a random order. */
export function toTurns(kills: Kills, random: () => number): Victim[] {
  const victims = ['console', 'oss', 'postgres', 'both'] as const;
  return shuffle(
    victims.flatMap((victim) => fill<Victim>(victim, kills[victim] ?? 0)),
    random,
  );
}

/** PostgreSQL is a child of the console; one that is being started again has not written its file yet. */
async function readPostgresPid(folder: string): Promise<number> {
  const file = path.join(folder, 'data/db/data/postmaster.pid');
  const deadline = Date.now() + 60_000;
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const pid = Number(text.split('\n', 1)[0]);
    if (pid > 1 && readCommandLine(pid).includes(folder)) return pid;
    if (Date.now() > deadline) throw new Error(`No PostgreSQL runs on ${folder}.`);
    await pause(20);
  }
}

async function startOss(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      ossProgram,
      '--port',
      String(port),
      '--data',
      path.join(folder, 'oss'),
      '--parent-pid',
      String(process.pid),
    ],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'] ?? '',
        SIGNPOST_OSS_ACCESS_KEY_ID: credential.accessKeyId,
        SIGNPOST_OSS_ACCESS_KEY_SECRET: credential.accessKeySecret,
      },
    },
  );
  await firstLine(child);
  return child;
}

async function startConsole(folder: string, ports: { console: number; oss: number }): Promise<ChildProcess> {
  const log = openSync(path.join(folder, 'console.log'), 'a');
  const child = spawn(process.execPath, [bffProgram], {
    stdio: ['ignore', 'pipe', log, 'ipc'],
    env: {
      PATH: process.env['PATH'] ?? '',
      SIGNPOST_DATA: path.join(folder, 'data'),
      SIGNPOST_PORT: String(ports.console),
      SIGNPOST_OSS_CALLS_PER_SECOND: '99999',
      SIGNPOST_SIGN_IN: 'open',
      OSS_REGION: region,
      OSS_ENDPOINT: `http://127.0.0.1:${ports.oss}`,
      OSS_ACCESS_KEY_ID: credential.accessKeyId,
      OSS_ACCESS_KEY_SECRET: credential.accessKeySecret,
    },
  });
  closeSync(log);
  await firstLine(child, path.join(folder, 'console.log'));
  return child;
}

/** @param log where it says why it did not start */
async function firstLine(child: ChildProcess, log?: string): Promise<void> {
  if (child.stdout === null) return;
  for await (const _ of createInterface({ input: child.stdout })) return;
  const why = log === undefined ? '' : `\n${readTail(log)}`;
  throw new Error(`A process of the run did not start.${why}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** The end of a log, behind the lines in which a console says why it stops. */
function readTail(file: string): string {
  const text = readFileSync(file, 'utf8');
  const fatal = text.split('\n').filter((line) => line.includes('"level":60'));
  return `${file}: ${fatal.join('\n')}\n…${text.slice(-3000)}`;
}

function fill<T>(value: T, count: number): T[] {
  return Array.from({ length: count }, () => value);
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
