import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { rawExchange } from './raw-exchange.ts';
import { TEST_ACCOUNT } from './signed-request.ts';

let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT] });
  server.admin.putBucket({ name: 'open', acl: 'public-read-write' });
});
afterAll(() => server.stop());

describe('the Host header', () => {
  const get = (host: string, target = '/open?list-type=2') =>
    rawExchange(server.port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);

  test.each([
    'evil.com',
    'evil.com:9000',
    'open.evil.com',
    'localhost.evil.com',
    '127.0.0.1.evil.com',
    'a.b.localhost',
    '-.localhost',
  ])('of a foreign name is refused: %s', async (host) => {
    const answer = await get(host);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('<Code>NonStandardHostForbidden</Code>');
  });

  test.each([
    '127.0.0.1',
    '127.0.0.1:9000',
    '[::1]:9000',
    '10.0.0.1',
    'localhost',
    'LOCALHOST.',
    'oss.localhost',
    '.oss-cn-hangzhou.aliyuncs.com',
  ])('may be an address or a name of the server: %s', async (host) => {
    expect((await get(host)).status).toBe(200);
  });

  test.each(['open.localhost', 'open.oss-cn-hangzhou.aliyuncs.com', 'open.127.0.0.1:9000'])(
    'may be a bucket of it: %s',
    async (host) => {
      expect((await get(host, '/?list-type=2')).body).toContain('<Name>open</Name>');
    },
  );

  test('may be the name the server was told to listen on, and buckets below it', async () => {
    const named = await startOssServer({
      accounts: [TEST_ACCOUNT],
      host: 'localhost',
      hostSuffixes: ['oss.example'],
    });
    named.admin.putBucket({ name: 'open', acl: 'public-read' });
    for (const host of ['oss.example', 'open.oss.example']) {
      const answer = await rawExchange(
        named.port,
        `GET ${host.startsWith('open') ? '/' : '/open'}?list-type=2 HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      );
      expect(answer.status).toBe(200);
    }
    await named.stop();
  });
});
