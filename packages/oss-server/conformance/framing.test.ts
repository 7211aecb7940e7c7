import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { send, TEST_ACCOUNT } from './signed-request.ts';

const HEAD_TIMEOUT = 200;
let server: OssServer;
beforeEach(async () => {
  server = await startOssServer({
    accounts: [TEST_ACCOUNT],
    headTimeoutMs: HEAD_TIMEOUT,
  });
  server.admin.putBucket({ name: 'open', acl: 'public-read-write' });
  server.admin.putBucket({ name: 'closed' });
});
afterEach(() => server.stop());

/** A connection, what it has received so far, and its end. */
async function open(): Promise<{ socket: Socket; text: () => string; closed: Promise<unknown> }> {
  // Half-open, as a client that never ends its own side.
  const socket = connect({ host: '127.0.0.1', port: server.port, allowHalfOpen: true });
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  return { socket, text: () => received, closed };
}

describe('connections that never finish a head', () => {
  test('and never began one are closed without a word', async () => {
    const { socket, text } = await open();
    await once(socket, 'end');
    expect(text()).toBe('');
    socket.destroy();
  });

  test('are told so, and then closed although the client keeps its side open', async () => {
    const { socket, text, closed } = await open();
    socket.write('GET /open/k HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
    await once(socket, 'end');
    expect(text()).toMatch(/^HTTP\/1\.1 400 /);
    expect(text()).toContain('<Code>RequestTimeout</Code>');
    // The server is gone when a write is answered with a reset.
    const poke = setInterval(() => socket.write('x'), 50);
    await closed;
    clearInterval(poke);
  });
});

describe('an answer before the end of the body', () => {
  const chunked = (bucket: string) =>
    `PUT /${bucket}/k HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`;

  test('says that the connection ends, and nothing follows when the client gives up', async () => {
    const { socket, text, closed } = await open();
    socket.write(chunked('closed'));
    await once(socket, 'data');
    expect(text()).toMatch(/^HTTP\/1\.1 403 /);
    expect(text()).toMatch(/^Connection: close/im);
    socket.end();
    await closed;
    expect(text().match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test('reaches a client that sends its whole body first', async () => {
    const body = 'x'.repeat(8 * 1024 * 1024);
    const answer = await send(server.port, { method: 'PUT', bucket: 'closed', key: 'k', sign: 'none', body });
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied', headers: { connection: 'close' } });
  });

  test('does not end the connection where the body came with the head', async () => {
    const { socket, text } = await open();
    const refused = 'PUT /closed/k HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nhello';
    socket.write(refused);
    await once(socket, 'data');
    expect(text()).toMatch(/^HTTP\/1\.1 403 /);
    expect(text()).not.toMatch(/^Connection: close/im);
    socket.write('GET /open?list-type=2 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await once(socket, 'data');
    expect(text()).toMatch(/HTTP\/1\.1 200 /);
    socket.destroy();
  });
});
