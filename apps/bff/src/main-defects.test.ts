import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, expectOk } from './testing/api.ts';
import { isListening, setUpConsoles, startPatience, untilReady } from './testing/console-process.ts';
import { startOss, type RunningOss } from './testing/stack.ts';

const consoles = setUpConsoles({ database: 'shared' });
let oss: RunningOss;
beforeAll(async () => {
  oss = await startOss();
  oss.admin.putBucket({ name: 'defects' });
  oss.admin.putObject({ bucket: 'defects', key: 'target', body: 'x' });
});
afterAll(() => oss.stop());
beforeEach(() => oss.faults.clear());

const configured = () => ({
  SIGNPOST_SIGN_IN: 'open',
  OSS_ENDPOINT: oss.url,
  OSS_REGION: oss.region,
  OSS_ACCESS_KEY_ID: oss.credential.accessKeyId,
  OSS_ACCESS_KEY_SECRET: oss.credential.accessKeySecret,
});

describe('an error that nobody caught', () => {
  test.each(['reject', 'throw'])(
    '(%s) is logged without secrets, writes under way end, also those whose caller has gone, and so does the process',
    async (how) => {
      const running = consoles.start(configured(), { ipc: true, failOnMessage: true });
      const { url } = await untilReady(running);
      const held = oss.faults.add({
        match: { operation: 'PutSymlink' },
        effect: { kind: 'stall', when: 'before' },
      });
      const create = (key: string) => ({
        body: { connection: 'default', bucket: 'defects', key: `${how}-${key}`, target: 'target' },
        ifNoneMatch: '*' as const,
      });
      const waited = callApi(url, 'createLink', create('waited'));
      const leaving = new AbortController();
      const left = callApi(url, 'createLink', { ...create('left'), signal: leaving.signal });
      await expect.poll(() => held.hits, { timeout: 10_000 }).toBe(2);
      leaving.abort();
      await expect(left).rejects.toThrow();

      running.child.send(how);
      await expect.poll(() => running.err(), { timeout: 10_000 }).toContain('unexpected error');
      await expect.poll(() => isListening(url), { timeout: 10_000 }).toBe(false);
      held.release();
      expect(await waited).toMatchObject({ ok: true, body: { change: { outcome: 'applied' } } });
      expect(await running.ended).toBe(1);
      expect(running.err()).toContain('planted');
      expect(running.err()).not.toContain(oss.credential.accessKeySecret);
      const again = consoles.start(configured());
      const later = await untilReady(again);
      const { items } = await expectOk(later.url, 'listChanges', { query: { connection: 'default' } });
      expect(items.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    },
    startPatience,
  );

  test(
    'ends the embedded OSS as well',
    async () => {
      const running = consoles.start({}, { ipc: true, failOnMessage: true });
      const { oss: embedded } = await untilReady(running);
      running.child.send('reject');
      expect(await running.ended).toBe(1);
      expect(await isListening(embedded)).toBe(false);
    },
    startPatience,
  );
});

test.skipIf(process.platform !== 'linux')(
  'the embedded OSS sees no variable but those it needs, and when it is killed the console says so and ends',
  async () => {
    const running = consoles.start({
      MY_CLOUD_SECRET: 'planted-secret',
      CI_JOB_TOKEN: 'planted-secret',
      HARMLESS: 'but none of its business',
    });
    await untilReady(running);
    const pid = await findProcess(path.join(consoles.folder, 'oss'));
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    const names = environment.split('\0').map((line) => line.split('=', 1)[0]);
    expect(new Set(names.filter((name) => name !== ''))).toEqual(
      new Set([
        'NODE_CHANNEL_FD',
        'NODE_CHANNEL_SERIALIZATION_MODE',
        'PATH',
        'SIGNPOST_OSS_ACCESS_KEY_ID',
        'SIGNPOST_OSS_ACCESS_KEY_SECRET',
      ]),
    );
    process.kill(pid, 'SIGKILL');
    expect(await running.ended).toBe(1);
    expect(running.err()).toBe('The embedded OSS has ended unexpectedly; stopping.\n');
  },
  startPatience,
);

/** The process that has this text among its arguments. */
async function findProcess(argument: string): Promise<number> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.split('\0').includes(argument)) return Number(pid);
  }
  throw new Error(`No process has ${argument} among its arguments`);
}

test(
  'a lock that is taken away ends the console',
  async () => {
    const running = consoles.start(configured());
    await untilReady(running);
    await rm(path.join(consoles.folder, 'lock.sqlite'));
    expect(await running.ended).toBe(1);
    expect(running.err()).toMatch(/^lock\.sqlite in .* was deleted or replaced .*\n$/);
  },
  startPatience,
);

test(
  'a folder where a file belongs is one sentence at start',
  async () => {
    const file = path.join(consoles.folder, 'keys', 'embedded-oss.env');
    await mkdir(file, { recursive: true });
    const running = consoles.start({});
    expect(await running.ended).toBe(1);
    expect(running.err()).toBe(
      `${file} cannot be used, since it is a folder where Signpost keeps a file: move it away, or name another folder in SIGNPOST_DATA.\n`,
    );
  },
  startPatience,
);

test(
  'a reader of the log that goes away takes the log with it, not the console',
  async () => {
    const running = consoles.start({ ...configured(), SIGNPOST_LOG_LEVEL: 'info' });
    const { url } = await untilReady(running);
    running.child.stderr?.destroy();
    running.child.stdout?.destroy();
    for (let i = 0; i < 3; i += 1) expect((await fetch(`${url}/healthz`)).status).toBe(200);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
  },
  startPatience,
);
