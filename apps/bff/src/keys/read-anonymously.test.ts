import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createOssClient } from '@signpost/oss-client';
import { readAnonymously } from './read-anonymously.ts';

test('a redirect is the answer that a reader gets, and is not followed', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(request.url === '/start' ? 302 : 200, {
      location: '/elsewhere',
      'x-oss-request-id': 'ID',
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
    const client = createOssClient({ endpoint, region: 'cn-hangzhou', credentials });
    const answer = await readAnonymously(client, `${endpoint}/start`, AbortSignal.timeout(5000));
    await client.close();
    expect(answer.status).not.toBe(200);
    expect(asked).toEqual(['/start']);
  } finally {
    server.close();
  }
});
