import { gzipSync } from 'node:zlib';
import { makePng } from '@signpost/demo-data';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

let stack: Stack;
const bucket = 'streams';

beforeAll(async () => {
  stack = await startStack({ impatient: true });
  stack.admin.putBucket({ name: bucket });
});
afterAll(() => stack.stop());

const query = (key: string): string => new URLSearchParams({ connection: 'default', bucket, key }).toString();
const get = (what: 'preview' | 'download', key: string): Promise<Response> =>
  fetch(`${stack.bffUrl}/api/v1/object/${what}?${query(key)}`);
const put = (
  key: string,
  body: string | Uint8Array,
  more: { contentType?: string; contentEncoding?: string } = {},
): void => {
  stack.admin.putObject({ bucket, key, body, ...more });
};

describe('preview', () => {
  test.each(['text/html', 'image/svg+xml', 'text/plain'])(
    'shows %s as plain text, sandboxed',
    async (contentType) => {
      put('page', '<script>alert(1)</script> 你好', { contentType });
      const answer = await get('preview', 'page');
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await answer.text()).toBe('<script>alert(1)</script> 你好');
    },
  );

  test('shows a picture by its bytes, whatever it calls itself', async () => {
    put('logo', makePng(32, [1, 2, 3]), { contentType: 'text/html' });
    const answer = await get('preview', 'logo');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect((await answer.arrayBuffer()).byteLength).toBe(makePng(32, [1, 2, 3]).length);
  });

  test('shows the beginning of a long text and says that it is one', async () => {
    put('long', '界'.repeat(200_000));
    const answer = await get('preview', 'long');
    expect(answer.headers.get('x-signpost-preview')).toBe('beginning');
    const text = await answer.text();
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(256 * 1024);
    expect(text).toMatch(/^界+$/);
  });

  test('unpacks a text stored with gzip, also a bomb only so far', async () => {
    put('zipped', gzipSync('hello'), { contentEncoding: 'gzip' });
    expect(await (await get('preview', 'zipped')).text()).toBe('hello');
    put('bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024, 97)), { contentEncoding: 'gzip' });
    const answer = await get('preview', 'bomb');
    expect((await answer.text()).length).toBe(256 * 1024);
  });

  test.each([
    ['binary', Buffer.from([0, 1, 2, 3])],
    ['unknown-encoding', Buffer.from([0x63, 0x61, 0x66, 0xe9])],
  ])('refuses %s content with 415', async (reason, body) => {
    put('odd', body);
    const answer = await get('preview', 'odd');
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ code: 'preview-unsupported', params: { reason } });
  });

  test('an empty object is an empty text', async () => {
    put('empty', '');
    const answer = await get('preview', 'empty');
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});

describe('download', () => {
  const read = (key: string, headers: Record<string, string>, method = 'GET') =>
    sendRaw(`${stack.bffUrl}/api/v1/object/download?${query(key)}`, { method, headers });

  test('says that it serves parts, and of which content', async () => {
    put('parts', '0123456789');
    stack.admin.putSymlink({ bucket, key: 'to-parts', target: 'parts' });
    const { etag } = stack.admin.find({ bucket, key: 'parts' })!;
    for (const key of ['parts', 'to-parts']) {
      const { status, headers } = await read(key, {});
      expect([status, headers['accept-ranges'], headers.etag]).toEqual([200, 'bytes', `"${etag}"`]);
    }
  });

  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=8-', '89', 'bytes 8-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=6-99', '6789', 'bytes 6-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('serves %s of an object, also through a link', async (range, text, part) => {
    put('ranged', '0123456789');
    stack.admin.putSymlink({ bucket, key: 'to-ranged', target: 'ranged' });
    for (const key of ['ranged', 'to-ranged']) {
      const answer = await read(key, { range });
      expect([answer.status, answer.text]).toEqual([206, text]);
      expect(answer.headers).toMatchObject({
        'content-range': part,
        'content-length': String(text.length),
        'accept-ranges': 'bytes',
      });
    }
  });

  test.each(['bytes=5-2', 'bytes=a-b', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-'])(
    'sends the whole for %j',
    async (range) => {
      put('whole', '0123456789');
      const answer = await read('whole', { range });
      expect([answer.status, answer.text]).toEqual([200, '0123456789']);
      expect(answer.headers['content-range']).toBeUndefined();
    },
  );

  test('of bytes beyond the end is 416 with the size', async () => {
    put('short', '0123456789');
    const answer = await read('short', { range: 'bytes=10-' });
    expect(answer).toMatchObject({
      status: 416,
      json: { code: 'range-not-satisfiable', params: { size: 10 } },
      headers: { 'content-range': 'bytes */10' },
    });
  });

  test('goes on only while the content is the same, else begins anew', async () => {
    put('resumed', '0123456789');
    const etag = String((await read('resumed', {})).headers.etag);
    const range = 'bytes=5-';
    expect(await read('resumed', { range, 'if-range': etag })).toMatchObject({ status: 206, text: '56789' });
    put('resumed', 'abcdefghij');
    for (const since of [etag, `W/${etag}`, new Date().toUTCString()])
      expect(await read('resumed', { range, 'if-range': since })).toMatchObject({
        status: 200,
        text: 'abcdefghij',
      });
  });

  test('asked for by HEAD tells the headers of GET, and no byte is fetched', async () => {
    stack.admin.putObject({ bucket, key: 'huge.bin', size: 64 * 1024 * 1024 });
    stack.admin.putSymlink({ bucket, key: 'to-huge', target: 'huge.bin' });
    const reads = stack.faults.add({
      match: { operation: 'GetObject' },
      effect: { kind: 'hook', run: () => {} },
    });
    for (const key of ['huge.bin', 'to-huge']) {
      const { status, headers, text } = await read(key, { range: 'bytes=0-1' }, 'HEAD');
      expect([status, text]).toEqual([200, '']);
      expect(headers).toMatchObject({
        'content-length': String(64 * 1024 * 1024),
        'content-type': 'application/octet-stream',
        'accept-ranges': 'bytes',
      });
    }
    stack.admin.putObject({ bucket, key: 'archived-head', body: 'x', storageClass: 'Archive' });
    expect((await read('archived-head', {}, 'HEAD')).status).toBe(409);
    expect(reads.hits).toBe(0);
    reads.remove();
  });

  test('streams through a link, as an attachment named after the key', async () => {
    stack.admin.putObject({ bucket, key: 'big.bin', size: 24 * 1024 * 1024 });
    stack.admin.putSymlink({ bucket, key: 'dir/工具 "1"\u202Efdp.exe', target: 'big.bin' });
    const answer = await get('download', 'dir/工具 "1"\u202Efdp.exe');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="__ _1__fdp.exe"; filename*=UTF-8''%E5%B7%A5%E5%85%B7%20%221%22_fdp.exe`,
    );
    expect((await answer.arrayBuffer()).byteLength).toBe(24 * 1024 * 1024);
  });

  test.each([
    ['nothing', 404, 'object-missing'],
    ['dangling', 404, 'link-target-missing'],
    ['chained', 409, 'link-target-is-link'],
    ['archived', 409, 'object-cold'],
  ])('of %s is %s %s', async (key, status, code) => {
    stack.admin.putSymlink({ bucket, key: 'dangling', target: 'gone' });
    stack.admin.putSymlink({ bucket, key: 'chained', target: 'dangling' });
    stack.admin.putObject({ bucket, key: 'archived', body: 'x', storageClass: 'Archive' });
    const answer = await get('download', key);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  test('is given up towards OSS when the caller goes away', async () => {
    stack.admin.putObject({ bucket, key: 'stalled.bin', size: 8 * 1024 * 1024 });
    const fault = stack.faults.add({
      match: { operation: 'GetObject', key: 'stalled.bin' },
      effect: { kind: 'stall', when: 'mid-body' },
    });
    const leaving = new AbortController();
    const url = `${stack.bffUrl}/api/v1/object/download?${query('stalled.bin')}`;
    const answer = await fetch(url, { signal: leaving.signal });
    await fault.hit;
    const reader = answer.body!.getReader();
    await reader.read();
    leaving.abort();
    await expect(reader.read()).rejects.toThrow();
    await expect
      .poll(() =>
        stack.log.some((line) => line.includes('caller went away') && line.includes('/object/download')),
      )
      .toBe(true);
    fault.remove();
    expect(await failuresLogged()).toEqual([]);
  });

  test('of a reader who leaves before the first byte is no failure of OSS either, nor is any other read', async () => {
    for (const [operation, path] of [
      ['GetObject', `object/download?${query('left')}`],
      ['ListObjectsV2', `objects?connection=default&bucket=${bucket}`],
      ['GetSymlink', `object?${query('left')}`],
    ] as const) {
      const held = stack.faults.add({ match: { operation }, effect: { kind: 'stall', when: 'before' } });
      const leaving = new AbortController();
      const answer = fetch(`${stack.bffUrl}/api/v1/${path}`, { signal: leaving.signal });
      await held.hit;
      leaving.abort();
      await expect(answer).rejects.toThrow();
      held.remove();
    }
    expect(await failuresLogged()).toEqual([]);
  });

  /** What the log holds of failures, once all that happened before has been logged. */
  async function failuresLogged(): Promise<string[]> {
    for (let i = 0; i < 5; i += 1) await fetch(`${stack.bffUrl}/healthz`);
    return stack.log.filter((line) => /oss-unreachable|unexpected error/.test(line));
  }

  test('cut off while the link is still being looked at is a problem, and ends nothing else', async () => {
    const uncaught: unknown[] = [];
    const onUncaught = (error: unknown): void => {
      uncaught.push(error);
    };
    process.on('uncaughtException', onUncaught);
    // Small enough to be read ahead, so that its end is noticed before anybody asks for it.
    stack.admin.putObject({ bucket, key: 'lost.bin', size: 1000 });
    stack.admin.putSymlink({ bucket, key: 'to-lost', target: 'lost.bin' });
    const cut = stack.faults.add({
      match: { operation: 'GetObject', key: 'to-lost' },
      effect: { kind: 'reset', when: 'mid-body' },
    });
    const look = stack.faults.add({
      match: { operation: 'GetSymlink', key: 'to-lost' },
      effect: { kind: 'stall', when: 'before', ms: 300 },
    });
    const answer = await get('download', 'to-lost');
    expect([answer.status, await answer.json()]).toMatchObject([502, { code: 'oss-unreachable' }]);
    expect(answer.headers.get('content-disposition')).toBeNull();
    expect([cut.hits, look.hits]).toEqual([1, 1]);
    expect(uncaught).toEqual([]);
    process.off('uncaughtException', onUncaught);
    for (const fault of [cut, look]) fault.remove();
  });

  test('cut short on the way ends the answer instead of looking whole', async () => {
    stack.admin.putObject({ bucket, key: 'cut.bin', size: 4 * 1024 * 1024 });
    const fault = stack.faults.add({
      match: { operation: 'GetObject', key: 'cut.bin' },
      effect: { kind: 'reset', when: 'mid-body' },
    });
    const answer = await get('download', 'cut.bin');
    await expect(answer.arrayBuffer()).rejects.toThrow();
    fault.remove();
  });
});
