import { createConnection, type Socket } from 'node:net';
import { csrfHeader } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'upload-bad-days';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ impatient: true, bff: { uploadIdleMs: 150 } });
  stack.admin.putBucket({ name: bucket });
});
afterAll(() => stack.stop());
beforeEach(() => stack.faults.clear());

const find = (key: string) => stack.admin.find({ bucket, key });

async function upload(
  key: string,
  body = 'hello',
  headers: Record<string, string> = { 'if-none-match': '*' },
) {
  const query = new URLSearchParams({ connection: 'default', bucket, key });
  const response = await fetch(`${stack.bffUrl}/api/v1/objects/upload?${query.toString()}`, {
    method: 'POST',
    headers: { [csrfHeader.name]: csrfHeader.value, 'content-type': 'application/octet-stream', ...headers },
    body,
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

/** A caller of one's own making: says a length, and sends what it likes. */
function begin(key: string, { says, sends }: { says: string; sends: string }): Socket {
  const { hostname, port, host } = new URL(stack.bffUrl);
  const socket = createConnection(Number(port), hostname);
  const query = new URLSearchParams({ connection: 'default', bucket, key });
  socket.write(
    `POST /api/v1/objects/upload?${query.toString()} HTTP/1.1\r\nHost: ${host}\r\n` +
      `${csrfHeader.name}: ${csrfHeader.value}\r\ncontent-type: application/octet-stream\r\nif-none-match: *\r\n` +
      `${says}\r\n\r\n${sends}`,
  );
  return socket;
}

/** The answers on a connection, until one of them fits or it ends. The connection stays as it is. */
function readUntil(socket: Socket, pattern: RegExp): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  const onData = (chunk: Buffer): void => {
    text += chunk.toString();
    if (pattern.test(text)) resolve(text);
  };
  socket
    .on('data', onData)
    .once('end', () => resolve(text))
    .once('error', reject);
  return promise.finally(() => socket.off('data', onData));
}

describe('an upload that goes wrong on the way here', () => {
  test('stands still in the middle: it is ended with a reason, and nothing is written', async () => {
    const socket = begin('still', { says: 'content-length: 1000', sends: 'half' });
    const answer = await readUntil(socket, /\}$/);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"upload-stalled"');
    socket.destroy();
    // The key is free at once for who tries again.
    expect(await upload('still')).toMatchObject({ status: 200 });
  });

  test('brings more than it said: the connection is refused, and no byte beyond the length is ever stored', async () => {
    const socket = begin('more', { says: 'content-length: 5', sends: 'hello, and much more' });
    expect(await readUntil(socket, /HTTP\/1\.1 4\d\d/)).toMatch(/HTTP\/1\.1 400 /);
    socket.destroy();
    await upload('more-after');
    expect(find('more')?.size ?? 5).toBe(5);
  });

  test('brings less than it said and hangs up: nothing is written', async () => {
    const began = stack.faults.add({
      match: { operation: 'PutObject', key: 'less' },
      effect: { kind: 'hook', run: () => {} },
    });
    const socket = begin('less', { says: 'content-length: 1000', sends: 'less' });
    await began.hit;
    socket.end();
    await upload('less-after');
    expect(find('less')).toBeUndefined();
  });

  test('says no length: it is refused before OSS is asked', async () => {
    const socket = begin('chunked', { says: 'transfer-encoding: chunked', sends: '5\r\nhello\r\n0\r\n\r\n' });
    expect(await readUntil(socket, /\}$/)).toMatch(/^HTTP\/1\.1 411 /);
    socket.destroy();
    expect(find('chunked')).toBeUndefined();
  });
});

describe('an upload that goes wrong on the way to OSS', () => {
  test('meets a 503: the caller reads why, it is not sent twice, and a second try works', async () => {
    const busy = stack.faults.add({ match: { operation: 'PutObject' }, effect: { kind: 'busy' } });
    expect(await upload('busy', 'x'.repeat(1024 * 1024))).toMatchObject({
      status: 503,
      answer: { code: 'oss-unavailable', retryable: true },
    });
    expect(busy.hits).toBe(1);
    expect(find('busy')).toBeUndefined();
    busy.remove();
    expect(await upload('busy')).toMatchObject({ status: 200 });
  });

  test('is refused in the middle: the rest is passed over, and the connection serves the next request', async () => {
    stack.faults.add({ match: { operation: 'PutObject' }, effect: { kind: 'busy' } });
    const length = 4 * 1024 * 1024;
    const socket = begin('middle', { says: `content-length: ${length}`, sends: 'x'.repeat(length / 2) });
    expect(await readUntil(socket, /oss-unavailable/)).toMatch(/^HTTP\/1\.1 503 /);
    socket.write('x'.repeat(length / 2));
    socket.write(`GET /api/v1/connections HTTP/1.1\r\nHost: ${new URL(stack.bffUrl).host}\r\n\r\n`);
    expect(await readUntil(socket, /HTTP\/1\.1 \d/)).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  test('is cut off before it is stored: the caller reads why', async () => {
    stack.faults.add({ match: { operation: 'PutObject' }, effect: { kind: 'reset', when: 'before' } });
    expect(await upload('cut')).toMatchObject({ status: 502, answer: { code: 'oss-unreachable' } });
    expect(find('cut')).toBeUndefined();
  });

  test('is stored, and the answer is lost: looking tells that it is there', async () => {
    const lost = stack.faults.add({
      match: { operation: 'PutObject' },
      effect: { kind: 'reset', when: 'after' },
    });
    const { status, answer } = await upload('lost');
    expect(lost.hits).toBe(1);
    expect({ status, view: answer['view'] }).toMatchObject({
      status: 200,
      view: { state: { kind: 'object', facts: { size: 5 } } },
    });
  });

  test.each([
    ['a few bytes', 5],
    ['more than fits on the way', 10 * 1024 * 1024],
  ])('meets an OSS that falls silent over %s: a time-out', async (_what, length) => {
    stack.faults.add({ match: { operation: 'PutObject' }, effect: { kind: 'stall', when: 'before' } });
    expect(await upload(`silent-${length}`, 'x'.repeat(length))).toMatchObject({
      status: 504,
      answer: { code: 'oss-timed-out' },
    });
  });
});

describe('an upload whose key has changed meanwhile', () => {
  const race = (key: string, run: () => void): void => {
    stack.faults.add({ match: { operation: 'PutObject', key }, times: 1, effect: { kind: 'hook', run } });
  };

  test.each(['link', 'object'] as const)('into a %s: the caller is shown what is there now', async (kind) => {
    const key = `became-${kind}`;
    race(key, () => {
      if (kind === 'link') stack.admin.putSymlink({ bucket, key, target: 'elsewhere' });
      else stack.admin.putObject({ bucket, key, body: 'theirs' });
    });
    expect(await upload(key)).toMatchObject({
      status: 409,
      answer: { code: 'key-taken', now: { state: { kind } } },
    });
    expect(find(key)).toMatchObject(kind === 'link' ? { target: 'elsewhere' } : { size: 6 });
  });

  test('from another object: 412 with what is there now', async () => {
    stack.admin.putObject({ bucket, key: 'edited', body: 'seen' });
    const etag = find('edited')?.etag;
    stack.admin.putObject({ bucket, key: 'edited', body: 'newer' });
    expect(await upload('edited', 'mine', { 'if-match': `"${etag}"` })).toMatchObject({
      status: 412,
      answer: { code: 'state-changed', now: { state: { kind: 'object', facts: { size: 5 } } } },
    });
  });
});

describe('an upload to an awkward key', () => {
  test.each([
    ['blanks', 'a b/c d.txt'],
    ['a plus', 'a+b.txt'],
    ['percent signs', '100%/50%25.txt'],
    ['other scripts', '目录/工具 😀.txt'],
    ['empty and dotted segments', 'a//b/./c/../d'],
    ['signs of a URL', '"quoted" & <b>?#.txt'],
    ['1,023 bytes', `${'x'.repeat(1020)}工`],
  ])('with %s is stored under just this name', async (_what, key) => {
    expect(await upload(key)).toMatchObject({ status: 200 });
    expect(find(key)).toMatchObject({ size: 5 });
  });

  test.each([
    ['1,024 letters', 'x'.repeat(1024)],
    ['1,024 bytes', `${'x'.repeat(1021)}工`],
    ['a slash in front', '/leads'],
    ['a backslash in front', '\\leads'],
    ['a place of OSS-HDFS', '.dlsdata/x'],
  ])('with %s is refused before OSS is asked', async (_what, key) => {
    const run = (): void => {};
    const put = stack.faults.add({ match: { operation: 'PutObject' }, effect: { kind: 'hook', run } });
    expect(await upload(key)).toMatchObject({ status: 409, answer: { code: 'write-blocked' } });
    expect(put.hits).toBe(0);
  });
});
