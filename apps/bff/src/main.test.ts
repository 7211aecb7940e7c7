import { createServer } from 'node:net';
import { readFile, stat } from 'node:fs/promises';
import { createOssClient, putObject } from '@signpost/oss-client';
import { describe, expect, test } from 'vitest';
import { isListening, setUpConsoles, startPatience, untilReady } from './testing/console-process.ts';

const consoles = setUpConsoles({ database: 'embedded' });

describe('npm start without a cloud', () => {
  test(
    'says where it is in a few lines, hands out its keys in a file of 0600, and keeps what outsiders write',
    async () => {
      const first = consoles.start({});
      const { url, oss, keysFile } = await untilReady(first);
      // The last one says how accounts begin.
      await expect.poll(() => first.out()).toMatch(/^accounts .*code [a-z2-90-]+\n$/m);
      expect(first.out().trimEnd().split('\n').length).toBe(6);
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

      const second = consoles.start({});
      expect(await second.ended).toBe(1);
      expect(second.err().trim()).toMatch(/^Another Signpost is running on .*SIGNPOST_DATA\.$/);

      first.child.kill('SIGTERM');
      expect(await first.ended).toBe(0);
      expect(await isListening(url)).toBe(false);
      expect(await isListening(oss)).toBe(false);

      const third = consoles.start({});
      const again = await untilReady(third);
      expect(await (await fetch(`${again.url}${read.slice(url.length)}`)).json()).toMatchObject({
        state: { kind: 'object' },
      });
      // Killed outright it leaves no lock and no child behind.
      third.child.kill('SIGKILL');
      await third.ended;
      await expect.poll(() => isListening(again.oss), { timeout: 10_000, interval: 100 }).toBe(false);
      const fourth = consoles.start({}, { ipc: true });
      const last = await untilReady(fourth);
      // Over a channel the end of the starter is the end.
      fourth.child.disconnect();
      expect(await fourth.ended).toBe(0);
      expect(await isListening(last.oss)).toBe(false);
    },
    2 * startPatience,
  );

  test(
    'names a taken port and how to choose another',
    async () => {
      const blocker = createServer();
      await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
      const { port } = blocker.address() as { port: number };
      const own = consoles.start({
        SIGNPOST_PORT: String(port),
        OSS_REGION: 'cn-hangzhou',
        OSS_ACCESS_KEY_ID: 'x',
        OSS_ACCESS_KEY_SECRET: 'yyyyyyyy',
      });
      expect(await own.ended).toBe(1);
      expect(own.err().trim()).toBe(
        `Port ${port} is taken: end what uses it, or choose another with SIGNPOST_PORT.`,
      );
      const embedded = consoles.start({ SIGNPOST_OSS_PORT: String(port) });
      expect(await embedded.ended).toBe(1);
      expect(embedded.err().trim()).toMatch(new RegExp(`^Port ${port}, .*SIGNPOST_OSS_PORT\\.$`));
      await new Promise((resolve) => blocker.close(resolve));
    },
    startPatience,
  );
});

test.each([
  [{ SIGNPOST_HOST: '0.0.0.0' }, /without https/],
  [{ OSS_REGION: 'cn-hangzhou' }, /OSS_ACCESS_KEY_ID/],
])(
  '%j is refused with one sentence and a code that is not 0',
  async (env, message) => {
    const running = consoles.start(env);
    expect(await running.ended).toBe(1);
    expect(running.err()).toMatch(message);
    expect(running.err().trim().split('\n').length).toBe(1);
  },
  startPatience,
);
