import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { getObject } from './operations/get-object.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { headObject } from './operations/head-object.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putObject } from './operations/put-object.ts';
import { putSymlink } from './operations/put-symlink.ts';
import { isOutcomeUnknown } from './oss-error.ts';
import { reserveLane } from './reserve-lane.ts';
import { startRawServer } from './testing/raw-server.ts';
import { answerError, connectTo, EMPTY_LIST, startStubOss } from './testing/stub-oss.ts';

// A server that fails, or lies, costs a bounded time, a bounded number of places and bounded memory.

const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };
const OBJECT = { bucket: 'bkt', key: 'app.zip' };
const LIST = { bucket: 'bkt' };
const REQUEST_ID = 'x-oss-request-id: 5C1B138A109F4E405B2D8AEF\r\n';
const HEAD = `HTTP/1.1 200 OK\r\n${REQUEST_ID}`;
const TIMED_OUT = { detail: { kind: 'transport', phase: 'timeout', causeCode: 'CALL_TIMEOUT' } };

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no failure',
    (error: unknown) => error,
  );
}

async function closed(socket: Socket | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    if (!socket || socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** Writes the same bytes again and again until the connection ends. */
function drip(socket: Socket, bytes: string, everyMs = 5): void {
  const timer = setInterval(() => socket.write(bytes), everyMs);
  socket.once('close', () => clearInterval(timer));
}

/** Writes as fast as the connection takes it. */
function pour(socket: Socket, bytes: string): void {
  while (socket.writable && socket.write(bytes));
  if (socket.writable) socket.once('drain', () => pour(socket, bytes));
}

const CHUNK = `3e8\r\n${' '.repeat(1000)}\r\n`;

describe('the time of a call', () => {
  const SHORT = { timeouts: { callMs: 120 } };

  test('ends though a byte of the list comes now and then', async () => {
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
      drip(socket, '1\r\n \r\n');
    });
    await expect(listObjectsV2(connectTo(oss.endpoint, SHORT), LIST)).rejects.toMatchObject(TIMED_OUT);
    await closed(oss.connections[0]);
  });

  test('is not extended by interim answers', async () => {
    const oss = await startRawServer((socket) => {
      drip(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
    });
    // Long enough for a busy machine to connect and send the request first.
    const client = connectTo(oss.endpoint, { timeouts: { callMs: 1500 } });
    const error = await failureOf(putSymlink(client, LINK));
    expect(error).toMatchObject(TIMED_OUT);
    expect(error).toMatchObject({ detail: { sent: 'maybe' } });
    expect(isOutcomeUnknown(error)).toBe(true);
    await closed(oss.connections[0]);
  });

  test('is one for all sendings: no pause is begun that would outlast it', async () => {
    const oss = await startStubOss((_, response) => {
      answerError(response, { status: 503, code: 'ServiceUnavailable' }, { 'x-oss-qos-delay-time': '5000' });
    });
    const client = connectTo(oss.endpoint, { timeouts: { callMs: 4000 } });
    await expect(headObject(client, OBJECT)).rejects.toMatchObject({ status: 503 });
    expect(oss.seen).toHaveLength(1);
  });

  test('covers what was waited for a place', async () => {
    const oss = await startRawServer((socket) => drip(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'));
    const client = connectTo(oss.endpoint, { concurrency: 1, timeouts: { callMs: 600, queueMs: 5000 } });
    const started = performance.now();
    const calls = [failureOf(headObject(client, OBJECT)), failureOf(headObject(client, OBJECT))];
    for (const error of await Promise.all(calls)) {
      expect(error).toMatchObject({ detail: { kind: 'transport' } });
    }
    expect(performance.now() - started).toBeLessThan(1100);
  });

  test('ends with the headers of a stream, which has a least rate instead', async () => {
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}content-length: 1000\r\n\r\n`);
      drip(socket, 'x'.repeat(100), 60);
    });
    const client = connectTo(oss.endpoint, { timeouts: { callMs: 500 } });
    const { body } = await getObject(client, OBJECT);
    expect(Buffer.concat(await body.toArray())).toHaveLength(1000);
  });

  test('of a call that sends a stream is longer', async () => {
    const oss = await startRawServer(() => {});
    const client = connectTo(oss.endpoint, { timeouts: { callMs: 1, uploadMs: 80, headersMs: 5000 } });
    const body = { stream: new Readable({ read() {} }), length: 10 };
    expect(await failureOf(putObject(client, { ...OBJECT, body }))).toMatchObject(TIMED_OUT);
    expect(body.stream.destroyed).toBe(true);
  });
});

describe('a stream', () => {
  const SLOW = { timeouts: { bodyMs: 300 }, leastStreamRate: 1000 };

  test('that brings less than the least rate is given up', async () => {
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}content-length: 1000000\r\n\r\n`);
      drip(socket, 'x');
    });
    const { body } = await getObject(connectTo(oss.endpoint, SLOW), OBJECT);
    expect(await failureOf(body.toArray())).toMatchObject({
      name: 'OssError',
      detail: { kind: 'transport', phase: 'timeout', causeCode: 'STREAM_TOO_SLOW' },
    });
    await closed(oss.connections[0]);
  });

  test('that its reader takes slowly is not', async () => {
    const size = 6_000_000;
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}content-length: ${size}\r\n\r\n${'x'.repeat(size)}`);
    });
    const windowMs = 20;
    const options = { timeouts: { bodyMs: windowMs }, leastStreamRate: 1_000_000 };
    const { body } = await getObject(connectTo(oss.endpoint, options), OBJECT);
    let length = 0;
    for await (const chunk of body) {
      // The reader's own pace: several windows for each of the first pieces.
      if (length < 200_000) await pause(3 * windowMs);
      length += (chunk as Buffer).length;
    }
    expect(length).toBe(size);
  });
});

describe('a body without end', () => {
  test.each([
    ['of an error', '500 No', { status: 500 }],
    ['of a refusal', '403 No', { status: 403 }],
  ])('%s is cut off with its connection', async (_, status, expected) => {
    const oss = await startRawServer((socket) => {
      socket.write(`HTTP/1.1 ${status}\r\n${REQUEST_ID}transfer-encoding: chunked\r\n\r\n`);
      pour(socket, CHUNK);
    });
    const client = connectTo(oss.endpoint, { retry: { attempts: 1 } });
    await expect(getSymlink(client, OBJECT)).rejects.toMatchObject(expected);
    await closed(oss.connections[0]);
  });

  test('where none is wanted is cut off, and the headers count', async () => {
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}x-oss-symlink-target: a%20b\r\ntransfer-encoding: chunked\r\n\r\n`);
      pour(socket, CHUNK);
    });
    expect((await getSymlink(connectTo(oss.endpoint), OBJECT)).target).toBe('a b');
    await closed(oss.connections[0]);
  });
});

describe('places', () => {
  /** Answers nothing but what is asked of `quick`. */
  async function startHangingOss() {
    return startStubOss((request, response) => {
      if (request.path.startsWith('quick')) response.writeHead(200, { etag: '"0A"' }).end();
    });
  }

  test('are waited for only so long, and the call was certainly not sent', async () => {
    const oss = await startHangingOss();
    const client = connectTo(oss.endpoint, { concurrency: 1, timeouts: { queueMs: 30 } });
    const hanging = failureOf(headObject(client, OBJECT));
    const error = await failureOf(headObject(client, { bucket: 'quick', key: 'a' }));
    expect(error).toMatchObject({ detail: { kind: 'transport', phase: 'overload', sent: false } });
    expect(isOutcomeUnknown(error)).toBe(false);
    expect(oss.seen.every(({ path }) => path.startsWith('bkt/'))).toBe(true);
    await client.close(0);
    await hanging;
  });

  test('of reads that hang keep neither writes nor reserved reads waiting', async () => {
    const oss = await startHangingOss();
    const client = connectTo(oss.endpoint, { concurrency: 2, timeouts: { queueMs: 30 } });
    const hanging = Array.from({ length: 5 }, () => failureOf(headObject(client, OBJECT)));
    expect(await putSymlink(client, { ...LINK, bucket: 'quick' })).toMatchObject({ etag: '0A' });
    expect(await headObject(reserveLane(client), { bucket: 'quick', key: 'a' })).toMatchObject({
      etag: '0A',
    });
    const body = { stream: Readable.from([Buffer.from('once')]), length: 4 };
    expect(await putObject(client, { bucket: 'quick', key: 'a', body })).toMatchObject({ etag: '0A' });
    await client.close(0);
    await Promise.all(hanging);
  });

  test('of uploads whose source stands still keep no write waiting', async () => {
    const oss = await startHangingOss();
    const client = connectTo(oss.endpoint, { reservedConcurrency: 1 });
    const streams = Array.from({ length: 40 }, () => new Readable({ read() {} }));
    const uploads = streams.map((stream) =>
      failureOf(putObject(client, { ...OBJECT, body: { stream, length: 10 } })),
    );
    expect(await putSymlink(client, { ...LINK, bucket: 'quick' })).toMatchObject({ etag: '0A' });
    for (const stream of streams) stream.destroy();
    await client.close(0);
    await Promise.all(uploads);
  });

  test('an upload given up while it waits for one ends quietly, and its stream with it', async () => {
    const oss = await startHangingOss();
    const client = connectTo(oss.endpoint, { timeouts: { queueMs: 5000 } });
    const running = Array.from({ length: 40 }, () => new Readable({ read() {} }));
    const uploads = running.map((stream) =>
      failureOf(putObject(client, { ...OBJECT, body: { stream, length: 10 } })),
    );
    const broken = new Readable({ read() {} });
    const given = new Readable({ read() {} });
    const controller = new AbortController();
    const calls = [
      failureOf(putObject(client, { ...OBJECT, body: { stream: broken }, signal: controller.signal })),
      failureOf(putObject(client, { ...OBJECT, body: { stream: given }, signal: controller.signal })),
    ];
    // The caller goes away: its stream breaks before anybody reads from it.
    broken.destroy(new Error('aborted'));
    controller.abort();
    for (const error of await Promise.all(calls)) {
      expect(error).toMatchObject({ detail: { kind: 'transport', phase: 'aborted', sent: false } });
    }
    expect(given.destroyed).toBe(true);
    for (const stream of running) stream.destroy();
    await client.close(0);
    await Promise.all(uploads);
  });
});

describe('bytes held in memory', () => {
  test('are bounded over all calls: one that needs more fails and may be tried again', async () => {
    const oss = await startRawServer((socket, turn) => {
      const body = EMPTY_LIST.padEnd(6000, ' ');
      // The first answer stays incomplete, so that its bytes are held.
      socket.write(`${HEAD}content-length: ${turn === 1 ? 7000 : body.length}\r\n\r\n${body}`);
    });
    const client = connectTo(oss.endpoint, { maxBufferedBytes: 10_000 });
    const controller = new AbortController();
    const first = failureOf(listObjectsV2(client, { ...LIST, signal: controller.signal }));
    await expect
      .poll(() => failureOf(listObjectsV2(client, LIST)))
      .toMatchObject({ detail: { kind: 'transport', phase: 'overload', sent: true } });
    controller.abort();
    expect(await first).toMatchObject({ detail: { phase: 'aborted' } });
    expect((await listObjectsV2(client, LIST)).objects).toEqual([]);
  });
});
