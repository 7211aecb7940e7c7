import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
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
    const answer = await readAnonymously(`http://127.0.0.1:${port}/start`, AbortSignal.timeout(5000));
    expect(answer.status).not.toBe(200);
    expect(asked).toEqual(['/start']);
  } finally {
    server.close();
  }
});
