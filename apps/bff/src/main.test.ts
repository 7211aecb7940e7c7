import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createOssClient, putObject } from '@signpost/oss-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const program = path.resolve(import.meta.dirname, 'main.ts');
/** The demo is written on a first start, which takes seconds on a busy machine. */
const patience = 90_000;

let folder: string;
let started: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-main-'));
  started = [];
});
afterEach(async () => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  /** Text so far. */
  out(): string;
  err(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

function start(env: Record<string, string>, options: { ipc?: boolean } = {}): Running {
  const child = spawn(process.execPath, [program], {
    stdio: options.ipc === true ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      SIGNPOST_DATA: folder,
      SIGNPOST_PORT: '0',
      SIGNPOST_OSS_PORT: '0',
      ...env,
    },
  });
  started.push(child);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  // Not the event "close": it never comes once a channel was closed from this side.
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const heard = [child.stdout, child.stderr].map(
    (stream) => new Promise((resolve) => stream?.once('end', resolve)),
  );
  const ended = Promise.all([exited, ...heard]).then(([code]) => code);
  return { child, out: () => out, err: () => err, ended };
}

async function ready(running: Running): Promise<{ url: string; oss: string; keysFile: string }> {
  await Promise.race([
    vi.waitUntil(() => running.out().split('\n').length > 4, { timeout: patience, interval: 50 }),
    running.ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${running.err()}`))),
  ]);
  const text = running.out();
  return {
    url: /^Signpost\s+(\S+)/m.exec(text)?.[1] ?? '',
    oss: /^embedded OSS\s+(\S+)/m.exec(text)?.[1] ?? '',
    keysFile: path.resolve(/keys in (\S+)/.exec(text)?.[1] ?? ''),
  };
}

async function isListening(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

describe('npm start without a cloud', () => {
  test(
    'says where it is in four lines, hands out its keys in a file of 0600, and keeps what outsiders write',
    async () => {
      const first = start({});
      const { url, oss, keysFile } = await ready(first);
      expect(first.out().trimEnd().split('\n').length).toBe(4);
      expect((await stat(keysFile)).mode & 0o777).toBe(0o600);
      const keys = Object.fromEntries(
        (await readFile(keysFile, 'utf8')).split('\n').map((line) => line.split('=', 2)),
      ) as Record<string, string>;
      expect(keys['OSS_ENDPOINT']).toBe(oss);
      const client = createOssClient({
        endpoint: oss,
        region: keys['OSS_REGION'] ?? '',
        credentials: {
          accessKeyId: keys['OSS_ACCESS_KEY_ID'] ?? '',
          accessKeySecret: keys['OSS_ACCESS_KEY_SECRET'] ?? '',
        },
      });
      await putObject(client, {
        bucket: 'acme-releases',
        key: 'from-outside.txt',
        body: Buffer.from('hello'),
      });
      await client.close();
      expect(first.out() + first.err()).not.toContain(keys['OSS_ACCESS_KEY_SECRET']);
      const read = `${url}/api/v1/object?connection=default&bucket=acme-releases&key=from-outside.txt`;
      expect(await (await fetch(read)).json()).toMatchObject({
        state: { kind: 'object', facts: { size: 5 } },
      });

      const second = start({});
      expect(await second.ended).toBe(1);
      expect(second.err().trim()).toMatch(/^Another Signpost is running on .*SIGNPOST_DATA\.$/);

      first.child.kill('SIGTERM');
      expect(await first.ended).toBe(0);
      expect(await isListening(url)).toBe(false);
      expect(await isListening(oss)).toBe(false);

      const third = start({});
      const again = await ready(third);
      expect(await (await fetch(`${again.url}${read.slice(url.length)}`)).json()).toMatchObject({
        state: { kind: 'object' },
      });
      // Killed outright it leaves no lock and no child behind.
      third.child.kill('SIGKILL');
      await third.ended;
      await expect.poll(() => isListening(again.oss), { timeout: 10_000, interval: 100 }).toBe(false);
      const fourth = start({}, { ipc: true });
      const last = await ready(fourth);
      // Over a channel the end of the starter is the end.
      fourth.child.disconnect();
      expect(await fourth.ended).toBe(0);
      expect(await isListening(last.oss)).toBe(false);
    },
    2 * patience,
  );

  test(
    'names a taken port and how to choose another',
    async () => {
      const blocker = createServer();
      await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
      const { port } = blocker.address() as { port: number };
      const own = start({
        SIGNPOST_PORT: String(port),
        OSS_REGION: 'cn-hangzhou',
        OSS_ACCESS_KEY_ID: 'x',
        OSS_ACCESS_KEY_SECRET: 'yyyyyyyy',
      });
      expect(await own.ended).toBe(1);
      expect(own.err().trim()).toBe(
        `Port ${port} is taken: end what uses it, or choose another with SIGNPOST_PORT.`,
      );
      const embedded = start({ SIGNPOST_OSS_PORT: String(port) });
      expect(await embedded.ended).toBe(1);
      expect(embedded.err().trim()).toMatch(new RegExp(`^Port ${port}, .*SIGNPOST_OSS_PORT\\.$`));
      await new Promise((resolve) => blocker.close(resolve));
    },
    patience,
  );
});

test.each([
  [{ SIGNPOST_HOST: '0.0.0.0' }, /no accounts yet/],
  [{ OSS_REGION: 'cn-hangzhou' }, /OSS_ACCESS_KEY_ID/],
])(
  '%j is refused with one sentence and a code that is not 0',
  async (env, message) => {
    const running = start(env);
    expect(await running.ended).toBe(1);
    expect(running.err()).toMatch(message);
    expect(running.err().trim().split('\n').length).toBe(1);
  },
  patience,
);
