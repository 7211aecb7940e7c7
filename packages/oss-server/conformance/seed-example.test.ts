import { afterAll, beforeAll, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { signV1Header } from '@signpost/oss-protocol';

import { exchange } from './signed-request.ts';

/*
 * The example printed in the vendor's page on PutSymlink, header by header. Its signature was made
 * with a secret the page does not give, so ours is put in its place.
 */
const DATE = new Date('Tue, 08 Nov 2016 02:00:25 GMT');
const CREDENTIALS = { accessKeyId: 'qn6qrrqxo2oawuk53otfjbyc', accessKeySecret: 'secret-of-the-example' };

let server: OssServer;
beforeAll(async () => {
  server = await startOssServer({ accounts: [{ uid: '1001', ...CREDENTIALS }], clock: () => DATE });
  server.admin.putBucket({ name: 'oss-example' });
});
afterAll(() => server.stop());

function sendExample(method: string, extra: Record<string, string>) {
  const signed = signV1Header(
    {
      method,
      bucket: 'oss-example',
      key: 'link-to-oss.jpg',
      query: [['symlink', '']],
      headers: new Map(Object.entries(extra)),
    },
    { credentials: CREDENTIALS, date: DATE },
  );
  return exchange(server.port, {
    method,
    target: '/link-to-oss.jpg?symlink',
    headers: { host: 'oss-example.oss-cn-hangzhou.aliyuncs.com', ...extra, ...signed },
  });
}

test('the printed PutSymlink request is answered with the printed headers', async () => {
  const answer = await sendExample('PUT', {
    'cache-control': 'no-cache',
    'content-disposition': 'attachment;filename=oss_download.jpg',
    'x-oss-symlink-target': 'oss.jpg',
    'x-oss-storage-class': 'Standard',
  });
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    server: 'AliyunOSS',
    date: 'Tue, 08 Nov 2016 02:00:25 GMT',
    'content-length': '0',
    'x-oss-request-id': expect.stringMatching(/^[0-9A-F]{24}$/),
    etag: expect.stringMatching(/^"[0-9A-F]{32}"$/),
  });
  expect(answer.body).toHaveLength(0);

  const link = await sendExample('GET', {});
  expect(link.headers['x-oss-symlink-target']).toBe('oss.jpg');
  expect(link.headers['last-modified']).toBe('Tue, 08 Nov 2016 02:00:25 GMT');
});
