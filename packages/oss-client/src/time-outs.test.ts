import { describe, expect, test } from 'vitest';

import { getObject } from './operations/get-object.ts';
import { headObject } from './operations/head-object.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putSymlink } from './operations/put-symlink.ts';
import { isOutcomeUnknown } from './oss-error.ts';
import { answerError, answerWritten, connectTo, EMPTY_LIST, startStubOss } from './testing/stub-oss.ts';

const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };
const OBJECT = { bucket: 'bkt', key: 'app.zip' };
const SHORT = { headersMs: 60, bodyMs: 60 };

describe('a server that falls silent', () => {
  test('before its headers ends a read with a time-out, asked once', async () => {
    const oss = await startStubOss(() => {});
    await expect(headObject(connectTo(oss.endpoint, { timeouts: SHORT }), OBJECT)).rejects.toMatchObject({
      detail: { kind: 'transport', phase: 'timeout', sent: 'maybe' },
    });
    expect(oss.seen).toHaveLength(1);
  });

  test('leaves the outcome of a write unknown', async () => {
    const oss = await startStubOss(() => {});
    const client = connectTo(oss.endpoint, { timeouts: SHORT });
    const error = await putSymlink(client, LINK).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ detail: { phase: 'timeout', sent: 'maybe' } });
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(oss.seen).toHaveLength(1);
  });

  test('inside a list ends it with a time-out', async () => {
    const oss = await startStubOss((_, response) => {
      response.write(EMPTY_LIST.slice(0, 100));
    });
    const client = connectTo(oss.endpoint, { timeouts: SHORT });
    await expect(listObjectsV2(client, { bucket: 'bkt' })).rejects.toMatchObject({
      detail: { kind: 'transport', phase: 'timeout', sent: true },
    });
  });

  test('inside an object ends the stream with the same error', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half');
    });
    const { body } = await getObject(connectTo(oss.endpoint, { timeouts: SHORT }), OBJECT);
    await expect(body.toArray()).rejects.toMatchObject({
      name: 'OssError',
      detail: { kind: 'transport', phase: 'timeout', requestId: '5C1B138A109F4E405B2D8AEF' },
    });
  });
});

describe('a call given up by its signal', () => {
  test('before it starts was certainly not sent', async () => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const signal = AbortSignal.abort();
    const error = await putSymlink(connectTo(oss.endpoint), { ...LINK, signal }).catch(
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ detail: { kind: 'transport', phase: 'aborted', sent: false } });
    expect(isOutcomeUnknown(error)).toBe(false);
    expect(oss.seen).toHaveLength(0);
  });

  test('in flight may have been executed', async () => {
    const controller = new AbortController();
    const oss = await startStubOss(() => {
      controller.abort();
    });
    const error = await putSymlink(connectTo(oss.endpoint), { ...LINK, signal: controller.signal }).catch(
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ detail: { kind: 'transport', phase: 'aborted', sent: 'maybe' } });
    expect(isOutcomeUnknown(error)).toBe(true);
  });

  test('between two sendings tells what OSS said', async () => {
    const controller = new AbortController();
    const oss = await startStubOss((_, response) => {
      answerError(response, { status: 503, code: 'ServiceUnavailable' });
    });
    const client = connectTo(oss.endpoint, {
      sleep: async (_, signal) => {
        controller.abort();
        signal?.throwIfAborted();
      },
    });
    await expect(headObject(client, { ...OBJECT, signal: controller.signal })).rejects.toMatchObject({
      detail: { kind: 'service', status: 503 },
    });
    expect(oss.seen).toHaveLength(1);
  });

  test('while a body is read ends the body', async () => {
    const controller = new AbortController();
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half');
    });
    const { body } = await getObject(connectTo(oss.endpoint), { ...OBJECT, signal: controller.signal });
    body.once('data', () => {
      controller.abort();
    });
    await expect(body.toArray()).rejects.toMatchObject({ detail: { kind: 'transport', phase: 'aborted' } });
  });

  test('by its own time limit counts as a time-out', async () => {
    const oss = await startStubOss(() => {});
    const signal = AbortSignal.timeout(30);
    await expect(headObject(connectTo(oss.endpoint), { ...OBJECT, signal })).rejects.toMatchObject({
      detail: { kind: 'transport', phase: 'timeout' },
    });
  });
});

describe('the limit of calls in flight', () => {
  test('is kept, and a waiting call that is given up was never sent', async () => {
    const answers: Array<() => void> = [];
    const arrived = Promise.withResolvers<void>();
    const oss = await startStubOss((_, response) => {
      answers.push(() => response.end());
      if (answers.length === 2) arrived.resolve();
    });
    const client = connectTo(oss.endpoint, { concurrency: 2 });
    const controller = new AbortController();
    const running = [headObject(client, OBJECT), headObject(client, OBJECT)];
    const givenUp = headObject(client, { ...OBJECT, signal: controller.signal });
    const waiting = headObject(client, OBJECT);
    await arrived.promise;
    controller.abort();
    await expect(givenUp).rejects.toMatchObject({ detail: { phase: 'aborted', sent: false } });
    expect(oss.seen).toHaveLength(2);
    for (const answer of answers.splice(0)) answer();
    await Promise.all(running);
    await expect.poll(() => answers.length).toBe(1);
    answers[0]?.();
    await waiting;
    expect(oss.seen).toHaveLength(3);
  });

  test('a stream that is destroyed early gives its connection back', async () => {
    const closed = Promise.withResolvers<void>();
    const oss = await startStubOss((_, response) => {
      response.once('close', closed.resolve);
      response.writeHead(200, { 'content-length': 1e9 });
      response.write('x'.repeat(1000));
    });
    const { body } = await getObject(connectTo(oss.endpoint), OBJECT);
    body.destroy();
    await closed.promise;
    expect(body.destroyed).toBe(true);
  });

  test('a slow reader gets every byte of a large object', async () => {
    const size = 3_000_000;
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { 'content-length': size });
      response.end(Buffer.alloc(size, 'x'));
    });
    const { body } = await getObject(connectTo(oss.endpoint), OBJECT);
    let length = 0;
    for await (const chunk of body) {
      length += (chunk as Buffer).length;
      await Promise.resolve();
    }
    expect(length).toBe(size);
  });

  test('a call that is cut by closing is not sent again over a new connection', async () => {
    const oss = await startStubOss(() => {});
    const client = connectTo(oss.endpoint);
    const hanging = headObject(client, OBJECT).catch((failure: unknown) => failure);
    await expect.poll(() => oss.seen.length).toBe(1);
    await client.close(0);
    expect(await hanging).toMatchObject({ detail: { kind: 'transport' } });
    await expect(headObject(client, OBJECT)).rejects.toMatchObject({
      detail: { phase: 'aborted', sent: false },
    });
    expect(oss.seen).toHaveLength(1);
  });

  test('a stream nobody reads does not keep the client from closing', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { 'content-length': 1e9 });
      response.write('x'.repeat(1000));
    });
    const client = connectTo(oss.endpoint);
    const { body } = await getObject(client, OBJECT);
    const failed = new Promise((resolve) => {
      body.once('error', resolve);
    });
    await client.close(10);
    expect(await failed).toMatchObject({ name: 'OssError', detail: { kind: 'transport' } });
  });
});
