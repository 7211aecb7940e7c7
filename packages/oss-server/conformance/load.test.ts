import { afterAll, beforeAll, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { openIdle } from './load.ts';
import { send, TEST_ACCOUNT } from './signed-request.ts';

let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({ accounts: [TEST_ACCOUNT] });
  server.admin.putBucket({ name: 'busy' });
});
afterAll(() => server.stop());

test('connections that say nothing, or half of a head, keep nobody waiting', async () => {
  const silent = await openIdle(server.port, 100, '');
  const half = await openIdle(server.port, 100, 'GET /busy HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  expect((await send(server.port, { bucket: 'busy', query: 'bucketInfo' })).status).toBe(200);
  for (const socket of [...silent, ...half]) socket.destroy();
});

test('an upload that breaks off leaves nothing behind', async () => {
  const [socket] = await openIdle(server.port, 1, '');
  server.admin.putBucket({ name: 'broken', acl: 'public-read-write' });
  const entered = server.faults.add({
    match: { operation: 'PutObject' },
    effect: { kind: 'hook', run: () => undefined },
  });
  socket!.write('PUT /broken/k HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\nhalf');
  await entered.hit;
  socket!.destroy();
  entered.remove();
  expect((await send(server.port, { bucket: 'broken', key: 'k' })).code).toBe('NoSuchKey');
});

test('two hundred writers at once are all answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      send(server.port, {
        method: 'PUT',
        bucket: 'busy',
        key: `l/${index}`,
        query: 'symlink',
        headers: { 'x-oss-symlink-target': 't' },
      }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});
