import { Readable } from 'node:stream';

import { describe, expect, test } from 'vitest';

import { getSymlink } from './operations/get-symlink.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putObject } from './operations/put-object.ts';
import { putSymlink } from './operations/put-symlink.ts';
import { isOutcomeUnknown } from './oss-error.ts';
import { answerError, connectTo, EMPTY_LIST, startStubOss } from './testing/stub-oss.ts';

const LINK = { bucket: 'bkt', key: 'latest', target: '2.14.0/app.zip' };

const THROTTLED = { status: 503, code: 'TotalQpsLimitExceeded' };

/** A sleep that only notes how long it was asked to. */
function recordSleeps(): { readonly pauses: number[]; readonly sleep: (ms: number) => Promise<void> } {
  const pauses: number[] = [];
  return {
    pauses,
    sleep: async (ms) => {
      pauses.push(ms);
    },
  };
}

describe('a throttled call (503 from OSS)', () => {
  test('that reads waits as long as OSS asks, plus jitter, and goes out again', async () => {
    const oss = await startStubOss((_, response, turn) => {
      if (turn > 1) response.end(EMPTY_LIST);
      else answerError(response, THROTTLED, { 'x-oss-qos-delay-time': '700' });
    });
    const { pauses, sleep } = recordSleeps();
    await listObjectsV2(connectTo(oss.endpoint, { sleep }), { bucket: 'bkt' });
    expect(oss.seen).toHaveLength(2);
    expect(pauses).toEqual([750]);
  });

  test.each([{}, { 'x-oss-qos-delay-time': '700' }, { 'retry-after': '1' }])(
    'that writes is never sent again by the client (%o)',
    async (headers) => {
      const oss = await startStubOss((_, response) => {
        answerError(response, THROTTLED, headers);
      });
      const { pauses, sleep } = recordSleeps();
      const client = connectTo(oss.endpoint, { sleep });
      const error = await putSymlink(client, LINK).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ status: 503, code: 'TotalQpsLimitExceeded' });
      expect(oss.seen).toHaveLength(1);
      expect(pauses).toEqual([]);
    },
  );

  test('that writes tells its writer to wait as long as OSS asks, until the attempts are used up', async () => {
    const oss = await startStubOss((_, response) => {
      answerError(response, THROTTLED, { 'x-oss-qos-delay-time': '700' });
    });
    const { pauses, sleep } = recordSleeps();
    const client = connectTo(oss.endpoint, { sleep });
    const error = await putSymlink(client, LINK).catch((failure: unknown) => failure);
    expect(await client.waitToRetryWrite(error, 1)).toBe(true);
    expect(await client.waitToRetryWrite(error, 2)).toBe(true);
    expect(await client.waitToRetryWrite(error, 3)).toBe(false);
    expect(pauses).toEqual([750, 800]);
  });

  test('waits for a random part of a growing bound when OSS names no delay', async () => {
    const oss = await startStubOss((_, response) => {
      answerError(response, { status: 503, code: 'ServiceUnavailable' });
    });
    const { pauses, sleep } = recordSleeps();
    const client = connectTo(oss.endpoint, { sleep, retry: { attempts: 4 } });
    await expect(listObjectsV2(client, { bucket: 'bkt' })).rejects.toMatchObject({
      detail: {
        kind: 'service',
        status: 503,
        code: 'ServiceUnavailable',
        retryAfterMs: undefined,
      },
    });
    expect(oss.seen).toHaveLength(4);
    expect(pauses).toEqual([50, 100, 200]);
  });

  test('reads Retry-After in seconds and gives up at once when asked to wait too long', async () => {
    const oss = await startStubOss((_, response) => {
      answerError(response, { status: 503, code: 'ServiceUnavailable' }, { 'retry-after': '60' });
    });
    const error = await putSymlink(connectTo(oss.endpoint), LINK).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ detail: { retryAfterMs: 60_000 } });
    expect(isOutcomeUnknown(error)).toBe(false);
    expect(await connectTo(oss.endpoint).waitToRetryWrite(error, 1)).toBe(false);
    expect(oss.seen).toHaveLength(1);
  });

  test('is not believed of a proxy: a write is not sent again and its outcome is unknown', async () => {
    const oss = await startStubOss((_, response) => {
      response.removeHeader('x-oss-request-id');
      response.writeHead(503, { 'content-type': 'text/html' }).end('<html>busy</html>');
    });
    const error = await putSymlink(connectTo(oss.endpoint), LINK).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ detail: { kind: 'intermediary', status: 503 } });
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(await connectTo(oss.endpoint).waitToRetryWrite(error, 1)).toBe(false);
    expect(oss.seen).toHaveLength(1);
  });
});

describe('a failing server (500)', () => {
  test('is asked again for a read', async () => {
    const oss = await startStubOss((_, response, turn) => {
      if (turn === 1) answerError(response, { status: 500, code: 'InternalError' });
      else response.end(EMPTY_LIST);
    });
    expect((await listObjectsV2(connectTo(oss.endpoint), { bucket: 'bkt' })).objects).toEqual([]);
  });

  test('leaves the outcome of a write unknown', async () => {
    const oss = await startStubOss((_, response) => {
      answerError(response, { status: 500, code: 'InternalError' });
    });
    const error = await putSymlink(connectTo(oss.endpoint), LINK).catch((failure: unknown) => failure);
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(oss.seen).toHaveLength(1);
  });
});

describe('a refusal', () => {
  test.each([
    [403, 'AccessDenied'],
    [409, 'FileAlreadyExists'],
    [404, 'NoSuchBucket'],
    [501, 'NotImplemented'],
  ])('%i %s is final and certain', async (status, code) => {
    const oss = await startStubOss((_, response) => {
      answerError(response, { status, code });
    });
    const error = await putSymlink(connectTo(oss.endpoint), LINK).catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      code,
      status,
      requestId: '5C1B138A109F4E405B2D8AEF',
      detail: { ec: '0001-00000001' },
    });
    expect(isOutcomeUnknown(error)).toBe(false);
    expect(oss.seen).toHaveLength(1);
  });
});

describe('a lost answer', () => {
  test('of a write is told as maybe sent, and the write is not sent again', async () => {
    const oss = await startStubOss((_, response) => {
      response.socket?.destroy();
    });
    const error = await putSymlink(connectTo(oss.endpoint), LINK).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ detail: { kind: 'transport', phase: 'reset', sent: 'maybe' } });
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(await connectTo(oss.endpoint).waitToRetryWrite(error, 1)).toBe(false);
    expect(oss.seen).toHaveLength(1);
  });

  test('of a read is asked for again', async () => {
    const oss = await startStubOss((_, response, turn) => {
      if (turn === 1) response.socket?.resetAndDestroy();
      else response.writeHead(200, { 'x-oss-symlink-target': 'a%20b' }).end();
    });
    expect((await getSymlink(connectTo(oss.endpoint), LINK)).target).toBe('a b');
    expect(oss.seen).toHaveLength(2);
  });

  test('that breaks off inside a list is an error in the end, never a short list', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { 'content-length': EMPTY_LIST.length });
      response.write(EMPTY_LIST.slice(0, 150), () => {
        response.socket?.resetAndDestroy();
      });
    });
    const client = connectTo(oss.endpoint, { retry: { attempts: 2 } });
    await expect(listObjectsV2(client, { bucket: 'bkt' })).rejects.toMatchObject({
      name: 'OssError',
      requestId: '5C1B138A109F4E405B2D8AEF',
    });
    expect(oss.seen).toHaveLength(2);
  });

  test('shorter than announced is a protocol error', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, { 'content-length': EMPTY_LIST.length });
      response.write(EMPTY_LIST.slice(0, 150), () => {
        response.socket?.end();
      });
    });
    const client = connectTo(oss.endpoint, { retry: { attempts: 1 } });
    await expect(listObjectsV2(client, { bucket: 'bkt' })).rejects.toMatchObject({
      detail: { kind: 'protocol', reason: 'short-body', status: 200 },
    });
  });
});

describe('a server that cannot be reached', () => {
  test('has certainly not seen the write, which its writer may repeat', async () => {
    // Port 1 is never served on loopback here: connecting is refused at once.
    const calls: number[] = [];
    const client = connectTo('http://127.0.0.1:1', { onCall: ({ attempt }) => calls.push(attempt) });
    const error = await putSymlink(client, LINK).catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      detail: { kind: 'transport', phase: 'connect', sent: false, causeCode: 'ECONNREFUSED' },
    });
    expect(isOutcomeUnknown(error)).toBe(false);
    expect(calls).toEqual([1]);
    expect(await client.waitToRetryWrite(error, 1)).toBe(true);
  });

  test('is tried again for a read', async () => {
    const calls: number[] = [];
    const client = connectTo('http://127.0.0.1:1', { onCall: ({ attempt }) => calls.push(attempt) });
    await expect(listObjectsV2(client, { bucket: 'bkt' })).rejects.toMatchObject({
      detail: { kind: 'transport', phase: 'connect', sent: false },
    });
    expect(calls).toEqual([1, 2, 3]);
  });
});

test('a stream that cannot be sent is not tried again, and its call ends', async () => {
  const calls: number[] = [];
  const client = connectTo('http://127.0.0.1:1', { onCall: ({ attempt }) => calls.push(attempt) });
  const body = { stream: Readable.from([Buffer.from('once')]) };
  await expect(putObject(client, { bucket: 'bkt', key: 'a', body })).rejects.toMatchObject({
    detail: { phase: 'connect', sent: false },
  });
  expect(calls).toEqual([1]);
});

describe('the body of a write', () => {
  test('given as a stream is never sent half or empty', async () => {
    const oss = await startStubOss((_, response) => {
      answerError(response, { status: 503, code: 'ServiceUnavailable' });
    });
    const body = { stream: Readable.from([Buffer.from('once')]), length: 4 };
    await expect(putObject(connectTo(oss.endpoint), { bucket: 'bkt', key: 'a', body })).rejects.toMatchObject(
      { status: 503 },
    );
    expect(oss.seen.map((request) => request.body)).toEqual(['once']);
  });
});
