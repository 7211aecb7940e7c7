import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

import { describe, expect, onTestFinished, test } from 'vitest';

import { getObject } from '../operations/get-object.ts';
import { headObject } from '../operations/head-object.ts';
import { listObjectsV2 } from '../operations/list-objects-v2.ts';
import { putObject } from '../operations/put-object.ts';
import { putSymlink } from '../operations/put-symlink.ts';
import { isOutcomeUnknown } from '../oss-error.ts';
import { startRawServer } from '../testing/raw-server.ts';
import { connectTo, EMPTY_LIST } from '../testing/stub-oss.ts';
import type { WireAnswer } from './answer-handler.ts';
import { createByteBudget } from './byte-budget.ts';
import { createTransport } from './transport.ts';

const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };
const OBJECT = { bucket: 'bkt', key: 'app.zip' };
const LIST = { bucket: 'bkt' };
const REQUEST_ID = '5C1B138A109F4E405B2D8AEF';
const HEAD = `HTTP/1.1 200 OK\r\nx-oss-request-id: ${REQUEST_ID}\r\n`;
const WRITTEN = `${HEAD}ETag: "0A"\r\ncontent-length: 0\r\n\r\n`;

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

describe('the head of an answer', () => {
  test('counts only once it is final: early hints are not the answer', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\netag: "early"\r\n\r\n';
    const oss = await startRawServer((socket) => socket.write(early + WRITTEN));
    expect(await putSymlink(connectTo(oss.endpoint), LINK)).toMatchObject({
      etag: '0A',
      requestId: REQUEST_ID,
    });
  });

  test('has not come when the connection ends behind early hints', async () => {
    const oss = await startRawServer((socket) =>
      socket.end('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
    );
    await expect(putSymlink(connectTo(oss.endpoint), LINK)).rejects.toMatchObject({
      detail: { kind: 'transport', phase: 'reset', sent: 'maybe' },
    });
  });

  test('is read as UTF-8, repeated headers joined by commas, whatever their case', async () => {
    const oss = await startRawServer((socket) => {
      const name = Buffer.from(
        'X-Oss-Meta-Name: 中文 é\r\nX-Oss-Meta-List: a\r\nx-oss-meta-list: b\r\n',
        'utf8',
      );
      socket.write(Buffer.concat([Buffer.from(HEAD), name, Buffer.from('content-length: 9\r\n\r\n')]));
    });
    const { metadata } = await headObject(connectTo(oss.endpoint), OBJECT);
    expect(metadata).toEqual({ name: '中文 é', list: 'a,b' });
  });

  test('keeps Latin-1 bytes apart from text: they are marked as unreadable', async () => {
    const oss = await startRawServer((socket) => {
      socket.write(Buffer.from(`${HEAD}x-oss-meta-a: caf\xe9\r\ncontent-length: 0\r\n\r\n`, 'latin1'));
    });
    const facts = await headObject(connectTo(oss.endpoint), OBJECT);
    expect(facts).toMatchObject({ metadata: { a: 'caf\ufffd' }, unreadable: ['x-oss-meta-a'] });
  });
});

describe('a body that is gathered', () => {
  test('may come in pieces that split a character, with trailers behind it', async () => {
    const body = Buffer.from(EMPTY_LIST.replace('<Prefix></Prefix>', '<Prefix>中</Prefix>'));
    const cut = body.indexOf(Buffer.from('中')) + 1;
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n`);
      for (const piece of [body.subarray(0, cut), body.subarray(cut)]) {
        socket.write(`${piece.length.toString(16)}\r\n`);
        socket.write(piece);
        socket.write('\r\n');
      }
      socket.write('0\r\nx-sum: 1\r\nx-oss-request-id: other\r\n\r\n');
    });
    expect(await listObjectsV2(connectTo(oss.endpoint), LIST)).toMatchObject({
      prefix: '中',
      requestId: REQUEST_ID,
    });
  });

  test('and is longer than any XML may be is given up with its connection, not read on', async () => {
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
      const piece = Buffer.alloc(1000, ' ');
      const pour = (): void => {
        while (socket.writable && socket.write(`3e8\r\n${piece.toString()}\r\n`));
        if (socket.writable) socket.once('drain', pour);
      };
      pour();
    });
    const client = connectTo(oss.endpoint);
    const call = { operation: 'Endless', method: 'GET', bucket: 'bkt', effect: 'read' } as const;
    const error = await failureOf(client.sendForXml(call, { length: 5000, depth: 3, elements: 9 }));
    expect(error).toMatchObject({
      detail: { kind: 'protocol', reason: 'answer-too-large', status: 200, requestId: REQUEST_ID },
    });
    await closed(oss.connections[0]);
    expect(oss.lines).toHaveLength(1);
  });

  test('of an error is read only so far: the rest goes with the connection', async () => {
    const error = '<Error><Code>AccessDenied</Code><Message>No</Message></Error>';
    const oss = await startRawServer((socket, turn) => {
      const body = turn === 1 ? error.padEnd(1_000_000, ' ') : error;
      socket.write(`HTTP/1.1 403 Forbidden\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    });
    const client = connectTo(oss.endpoint);
    await expect(putSymlink(client, LINK)).rejects.toMatchObject({ status: 403, code: 'AccessDenied' });
    await closed(oss.connections[0]);
    await expect(putSymlink(client, LINK)).rejects.toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(oss.connections).toHaveLength(2);
  });

  test('and given up half-way says that the request was carried out', async () => {
    const controller = new AbortController();
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}content-length: 1000\r\n\r\n<ListBucket`, () => controller.abort());
    });
    const call = listObjectsV2(connectTo(oss.endpoint), { ...LIST, signal: controller.signal });
    expect(await failureOf(call)).toMatchObject({ detail: { kind: 'transport', phase: 'aborted' } });
    await closed(oss.connections[0]);
  });

  test('and cut off leaves the outcome of a write unknown, with the id of the request', async () => {
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}content-length: 10\r\n\r\nhalf`, () => socket.resetAndDestroy());
    });
    const error = await failureOf(putSymlink(connectTo(oss.endpoint), LINK));
    expect(error).toMatchObject({ name: 'OssError', requestId: REQUEST_ID });
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(oss.lines).toHaveLength(1);
  });
});

describe('a body on its way out', () => {
  test('that nobody listens to fails with its call and takes nothing else down', async () => {
    const oss = await startRawServer((socket) => socket.resetAndDestroy());
    const client = connectTo(oss.endpoint);
    for (let turn = 0; turn < 20; turn += 1) {
      const stream = new Readable({
        read() {
          this.push(Buffer.alloc(64 * 1024));
        },
      });
      const error = await failureOf(putObject(client, { ...OBJECT, body: { stream } }));
      expect(error).toMatchObject({ detail: { kind: 'transport', phase: 'reset', sent: 'maybe' } });
      expect(stream.destroyed).toBe(true);
      await turnOfTheLoop();
    }
  });

  test('that breaks itself ends the call', async () => {
    const oss = await startRawServer(() => {});
    const stream = new Readable({ read() {} });
    const call = failureOf(putObject(connectTo(oss.endpoint), { ...OBJECT, body: { stream, length: 10 } }));
    stream.push('half');
    await turnOfTheLoop();
    stream.destroy(new Error('the disk is gone'));
    expect(await call).toMatchObject({ name: 'OssError', detail: { kind: 'transport' } });
  });
});

describe('a connection', () => {
  test('serves one call after the other, HEAD included', async () => {
    const oss = await startRawServer((socket, turn) => {
      socket.write(turn === 2 ? `${HEAD}content-length: 9\r\nconnection: keep-alive\r\n\r\n` : WRITTEN);
    });
    const client = connectTo(oss.endpoint);
    await putSymlink(client, LINK);
    await turnOfTheLoop();
    await headObject(client, OBJECT);
    await turnOfTheLoop();
    await putSymlink(client, LINK);
    expect(oss.lines.map((line) => line.split(' ')[0])).toEqual(['PUT', 'HEAD', 'PUT']);
    expect(oss.connections).toHaveLength(1);
  });

  test('that is still being made when the call is given up carries nothing of it', async () => {
    const oss = await startRawServer((socket) => socket.write(WRITTEN));
    const transport = createTransport({ connectMs: 5000, headersMs: 5000, bodyMs: 5000 });
    onTestFinished(() => transport.close(0));
    const controller = new AbortController();
    const request = (path: string, signal?: AbortSignal): Promise<WireAnswer> =>
      transport.exchange({
        origin: oss.endpoint,
        method: 'PUT',
        path,
        headers: [],
        body: undefined,
        signal,
        bodyMode: { kind: 'none' },
        limits: { ms: 5000, budget: createByteBudget(1e6), streamWindowMs: 5000, leastBytes: 1 },
      });
    const givenUp = request('/given-up', controller.signal);
    controller.abort();
    await expect(givenUp).rejects.toMatchObject({ detail: { phase: 'aborted', sent: false } });
    await request('/after');
    await expect(request('/too-late', controller.signal)).rejects.toMatchObject({ detail: { sent: false } });
    expect(oss.lines).toEqual(['PUT /after HTTP/1.1']);
  });

  test('whose answer has been streamed to its end is used again', async () => {
    const oss = await startRawServer((socket) => {
      socket.write(`${HEAD}content-length: 4\r\n\r\nbody`);
    });
    const client = connectTo(oss.endpoint);
    const controller = new AbortController();
    const { body } = await getObject(client, { ...OBJECT, signal: controller.signal });
    expect(Buffer.concat(await body.toArray()).toString()).toBe('body');
    controller.abort();
    await turnOfTheLoop();
    const again = await getObject(client, OBJECT);
    expect(Buffer.concat(await again.body.toArray()).toString()).toBe('body');
    expect(oss.connections).toHaveLength(1);
  });
});
