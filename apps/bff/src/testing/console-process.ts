import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const program = path.resolve(import.meta.dirname, '../main.ts');
const failOnMessage = path.resolve(import.meta.dirname, 'fail-on-message.ts');
/** The demo is written on a first start, which takes seconds on a busy machine. */
export const startPatience = 90_000;

/** `main.ts` at work in a process of its own. */
export interface ConsoleProcess {
  child: ChildProcess;
  /** Text so far. */
  out(): string;
  err(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

interface StartOptions {
  /** Give it a channel: it ends with the one who started it. */
  ipc?: boolean;
  /** Let it fail when it is sent `reject` or `throw`; needs the channel. */
  failOnMessage?: boolean;
  /** Bytes beyond which the system lets no file of it grow: a full disk, as far as a program can tell. */
  maxFileBytes?: number;
}

/**
 * Starts consoles for the tests of one file, each test on a data folder of its own, and ends what is left of them.
 * `database`: that of the consoles themselves, or one on the PostgreSQL that tests share, which is there at once.
 */
export function setUpConsoles({ database }: { database: 'embedded' | 'shared' }): {
  readonly folder: string;
  start(env: Record<string, string>, options?: StartOptions): ConsoleProcess;
} {
  let folder = '';
  let started: ChildProcess[] = [];
  let shared: TestDatabase | undefined;
  beforeEach(async () => {
    shared = database === 'shared' ? await openTestDatabase() : undefined;
    folder = await mkdtemp(path.join(tmpdir(), 'signpost-main-'));
    started = [];
  });
  afterEach(async () => {
    for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
    await shared?.drop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    get folder() {
      return folder;
    },
    start(env, options = {}) {
      const preload = options.failOnMessage === true ? ['--import', failOnMessage] : [];
      const command = [process.execPath, ...preload, program];
      const { maxFileBytes } = options;
      const limited =
        maxFileBytes === undefined
          ? command
          : ['/bin/sh', '-c', `ulimit -f ${Math.floor(maxFileBytes / 512)}; exec "$@"`, 'sh', ...command];
      const child = spawn(limited[0]!, limited.slice(1), {
        stdio: options.ipc === true ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env['PATH'] ?? '',
          SIGNPOST_DATA: folder,
          SIGNPOST_PORT: '0',
          SIGNPOST_OSS_PORT: '0',
          ...(shared === undefined ? {} : { SIGNPOST_DATABASE_URL: toUrl(shared) }),
          ...env,
        },
      });
      started.push(child);
      return listenTo(child);
    },
  };
}

function toUrl({ address: { host, user, database } }: TestDatabase): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
}

function listenTo(child: ChildProcess): ConsoleProcess {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  // Not the event "close": it never comes once a channel was closed from this side.
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const heard = [child.stdout, child.stderr].map(
    (stream) => new Promise((resolve) => stream?.once('close', resolve)),
  );
  const ended = Promise.all([exited, ...heard]).then(([code]) => code);
  return { child, out: () => out, err: () => err, ended };
}

/** What a console says of itself once it is ready. */
export interface ReadyConsole {
  url: string;
  /** Of the embedded OSS; empty without one. */
  oss: string;
  keysFile: string;
}

export async function untilReady(running: ConsoleProcess): Promise<ReadyConsole> {
  await Promise.race([
    vi.waitUntil(() => running.out().split('\n').length > 4, { timeout: startPatience, interval: 50 }),
    running.ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${running.err()}`))),
  ]);
  const text = running.out();
  return {
    url: /^Signpost\s+(\S+)/m.exec(text)?.[1] ?? '',
    oss: /^embedded OSS\s+(\S+)/m.exec(text)?.[1] ?? '',
    keysFile: path.resolve(/keys in (\S+)/.exec(text)?.[1] ?? ''),
  };
}

export async function isListening(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}
