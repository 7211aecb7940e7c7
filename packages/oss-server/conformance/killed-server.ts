import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { startOssServer } from '../src/index.ts';
import { elementTexts, send, TEST_ACCOUNT } from './signed-request.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');
/** The account id of the process's own key pair. */
const PROCESS_UID = '1000000000000001';
const WRITERS = 8;
const LARGE = 200_000;

const started = new Set<ChildProcess>();

/** Ends what a failed test left running. For `afterEach`. */
export async function stopStarted(): Promise<void> {
  for (const child of started) child.kill('SIGKILL');
  await Promise.all([...started].map(ended));
  started.clear();
}

/** Starts the server's main program; it ends with this process at the latest. */
export function spawnServer(dataDir: string, more: string[] = []): ChildProcess {
  const child = spawn(
    process.execPath,
    [MAIN, '--port', '0', '--data', dataDir, '--parent-pid', String(process.pid), ...more],
    {
      env: {
        ...process.env,
        SIGNPOST_OSS_ACCESS_KEY_ID: TEST_ACCOUNT.accessKeyId,
        SIGNPOST_OSS_ACCESS_KEY_SECRET: TEST_ACCOUNT.accessKeySecret,
      },
      // No inherited stream: a child left behind would keep the test runner's output open.
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  started.add(child);
  return child;
}

/** Starts the server as a process of its own; resolves when it says it is ready. */
export async function startProcess(
  dataDir: string,
  more: string[] = [],
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawnServer(dataDir, more);
  for await (const line of createInterface(child.stdout!)) {
    return { child, port: (JSON.parse(line) as { port: number }).port };
  }
  throw new Error('The server ended before it was ready.');
}

/** Resolves when the process has ended. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** What one kill left behind. */
export interface Aftermath {
  acknowledged: number;
  /** Acknowledged writes that are gone, and visible objects whose bytes are not those of their ETag. */
  faults: string[];
}

/**
 * Writes links and objects, small and large, from several connections, kills the server with SIGKILL
 * after `acknowledgements`, starts it again and looks.
 */
export async function killWhileWriting(acknowledgements: number): Promise<Aftermath> {
  const dataDir = mkdtempSync(join(tmpdir(), 'signpost-kill-'));
  try {
    const { child, port } = await startProcess(dataDir);
    await send(port, { method: 'PUT', bucket: 'durable' });
    const acknowledged = new Map<string, string>();
    const writer = async (id: number) => {
      for (let round = 0; ; round += 1) {
        const key = `w${id}/${round}`;
        const etag = await writeOne(port, key, round).catch(() => undefined);
        if (etag === undefined) return;
        acknowledged.set(key, etag);
        if (acknowledged.size >= acknowledgements) child.kill('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, id) => writer(id)));
    await ended(child);
    return { acknowledged: acknowledged.size, faults: await inspect(dataDir, acknowledged) };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function writeOne(port: number, key: string, round: number): Promise<string | undefined> {
  const link = { query: 'symlink', headers: { 'x-oss-symlink-target': `target-of-${key}` } };
  const body = Buffer.alloc(round % 5 === 0 ? LARGE : 100, key);
  const answer = await send(port, {
    method: 'PUT',
    bucket: 'durable',
    key,
    ...(round % 2 === 0 ? { body } : link),
  });
  return answer.status === 200 ? answer.headers['etag'] : undefined;
}

async function inspect(dataDir: string, acknowledged: ReadonlyMap<string, string>): Promise<string[]> {
  const server = await startOssServer({ accounts: [{ ...TEST_ACCOUNT, uid: PROCESS_UID }], dataDir });
  const faults: string[] = [];
  try {
    const visible = new Set<string>();
    let query = 'list-type=2&max-keys=1000';
    for (;;) {
      const { text } = await send(server.port, { bucket: 'durable', query });
      for (const key of elementTexts(text, 'Key')) visible.add(key);
      const [token] = elementTexts(text, 'NextContinuationToken');
      if (token === undefined) break;
      query = `list-type=2&max-keys=1000&continuation-token=${token}`;
    }
    for (const key of acknowledged.keys()) if (!visible.has(key)) faults.push(`lost ${key}`);
    for (const key of visible) {
      const link = await send(server.port, { bucket: 'durable', key, query: 'symlink' });
      const etag = acknowledged.get(key);
      if (link.status === 200) {
        if (etag !== undefined && link.headers['etag'] !== etag) faults.push(`changed ${key}`);
        continue;
      }
      const { status, body, headers } = await send(server.port, { bucket: 'durable', key });
      const md5 = `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`;
      if (status !== 200 || headers['etag'] !== md5) faults.push(`half-written ${key}`);
    }
  } finally {
    await server.stop();
  }
  return faults;
}
