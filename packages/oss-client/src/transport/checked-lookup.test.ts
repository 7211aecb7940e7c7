import { describe, expect, test } from 'vitest';

import { headObject } from '../operations/head-object.ts';
import { putSymlink } from '../operations/put-symlink.ts';
import { startRawServer } from '../testing/raw-server.ts';
import { connectTo } from '../testing/stub-oss.ts';

const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };
const REFUSED = { detail: { kind: 'transport', phase: 'address', sent: false } };
const WRITTEN =
  'HTTP/1.1 200 OK\r\nx-oss-request-id: 5C1B138A109F4E405B2D8AEF\r\nETag: "0A"\r\ncontent-length: 0\r\n\r\n';

describe('an address that is not allowed', () => {
  test('is not connected to, whether the endpoint names it or a name leads to it', async () => {
    const oss = await startRawServer((socket) => socket.write(WRITTEN));
    const { port } = new URL(oss.endpoint);
    for (const endpoint of [oss.endpoint, `http://localhost:${port}`]) {
      const client = connectTo(endpoint, { allowsAddress: () => false });
      await expect(putSymlink(client, LINK)).rejects.toMatchObject(REFUSED);
      await expect(headObject(client, LINK)).rejects.toMatchObject(REFUSED);
      await expect(client.headUnsigned(`${endpoint}/bkt/latest`)).rejects.toMatchObject(REFUSED);
    }
    expect(oss.connections).toHaveLength(0);
  });

  test('is passed over where the name has another', async () => {
    const oss = await startRawServer((socket) => socket.write(WRITTEN));
    const { port } = new URL(oss.endpoint);
    const asked: string[] = [];
    const client = connectTo(`http://localhost:${port}`, {
      allowsAddress: (address, host) => {
        asked.push(host);
        return address === '127.0.0.1';
      },
    });
    await putSymlink(client, LINK);
    expect(new Set(asked)).toEqual(new Set(['localhost']));
    expect(oss.connections).toHaveLength(1);
  });

  test('is asked for again with each connection: a name may lead elsewhere a moment later', async () => {
    const oss = await startRawServer((socket) => socket.end(WRITTEN));
    const { port } = new URL(oss.endpoint);
    let isAllowed = true;
    const client = connectTo(`http://localhost:${port}`, { allowsAddress: () => isAllowed });
    await putSymlink(client, LINK);
    isAllowed = false;
    await expect(putSymlink(client, LINK)).rejects.toMatchObject(REFUSED);
  });
});

test('a stranger asks without a signature and follows no redirect', async () => {
  const oss = await startRawServer((socket) => {
    socket.write('HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n');
  });
  const answer = await connectTo(oss.endpoint).headUnsigned(`${oss.endpoint}/bkt/a%20b?x=1`);
  expect(answer.status).toBe(302);
  expect(oss.lines).toEqual(['HEAD /bkt/a%20b?x=1 HTTP/1.1']);
});
