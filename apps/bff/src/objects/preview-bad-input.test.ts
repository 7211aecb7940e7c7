import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePng } from '@signpost/demo-data';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'preview-bad-input';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: bucket });
});
afterAll(() => stack.stop());

const preview = (key: string, base = stack.bffUrl): Promise<Response> =>
  fetch(
    `${base}/api/v1/object/preview?${new URLSearchParams({ connection: 'default', bucket, key }).toString()}`,
  );
const put = (
  key: string,
  body: string | Uint8Array,
  more: { contentType?: string; contentEncoding?: string } = {},
) => stack.admin.putObject({ bucket, key, body, ...more });

/** An OSS that knows no ranges and has four gibibytes to send; says how much of them it was made to send. */
async function startEndlessOss(): Promise<{
  server: Server;
  url: string;
  sent: () => number;
  closed: Promise<void>;
}> {
  const chunk = Buffer.alloc(64 * 1024, 'a line of text\n');
  const closing = Promise.withResolvers<void>();
  let sent = 0;
  const server = createServer((_req, res) => {
    res.writeHead(200, {
      'x-oss-request-id': '5C1B138A109F4E405B2D8AEF',
      'content-length': 4 * 1024 ** 3,
      etag: '"E"',
      'content-type': 'text/plain',
    });
    const more = (): void => {
      do sent += chunk.length;
      while (res.write(chunk) && !res.destroyed);
    };
    res.on('drain', more).on('close', () => closing.resolve());
    more();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, sent: () => sent, closed: closing.promise };
}

describe('how much is read', () => {
  test('of 4 GiB only the beginning, also from an OSS that ignores the range', async () => {
    const oss = await startEndlessOss();
    const other = await startStack({ oss: stack.oss, connection: { endpoint: oss.url } });
    const answer = await preview('huge.log', other.bffUrl);
    expect(answer.headers.get('x-signpost-preview')).toBe('beginning');
    expect((await answer.arrayBuffer()).byteLength).toBeLessThanOrEqual(256 * 1024);
    // The connection is given up rather than read to its end; what lay in buffers was sent in vain.
    await oss.closed;
    expect(oss.sent()).toBeLessThan(64 * 1024 * 1024);
    await other.stop();
    oss.server.close();
  });

  test('of a picture above 16 MiB nothing is shown, and the reason is said', async () => {
    const png = makePng(32, [1, 2, 3]);
    put('large.png', Buffer.concat([png, Buffer.alloc(17 * 1024 * 1024)]), { contentType: 'image/png' });
    const answer = await preview('large.png');
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({
      code: 'preview-unsupported',
      params: { reason: 'too-large' },
    });
  });
});

describe('what the bytes are counts, not what they are called', () => {
  test.each([
    ['a page named .png', 'page.png', '<!doctype html><script>alert(1)</script>', 'image/png'],
    ['an SVG', 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
    ['XHTML', 'page.xhtml', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'application/xhtml+xml'],
  ])('%s is text in a sandbox', async (_what, key, body, contentType) => {
    put(key, body, { contentType });
    const answer = await preview(key);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(body);
  });

  test('a picture named .txt is a picture', async () => {
    put('notes.txt', makePng(8, [9, 9, 9]), { contentType: 'text/plain' });
    expect((await preview('notes.txt')).headers.get('content-type')).toBe('image/png');
  });

  test('bytes of nothing named .png are binary', async () => {
    put('broken.png', Buffer.from([0x89, 0x50, 0, 1, 2, 3]), { contentType: 'image/png' });
    expect(await (await preview('broken.png')).json()).toMatchObject({ params: { reason: 'binary' } });
  });
});

describe('text that is not plain UTF-8', () => {
  test.each([
    ['GBK', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), 'text/plain', 'gb18030', '你好'],
    ['UTF-16 of the little end', Buffer.from('\uFEFF你好', 'utf16le'), 'text/plain', 'utf-16le', '你好'],
    ['UTF-16 of the big end', Buffer.from('\uFEFFhello', 'utf16le').swap16(), '', 'utf-16be', 'hello'],
    ['Shift_JIS that says so', Buffer.from([0x83, 0x65]), 'text/plain; charset=Shift_JIS', 'shift_jis', 'テ'],
  ])('in %s is shown, and its encoding named', async (_what, body, contentType, charset, text) => {
    put('other.txt', body, { contentType });
    const answer = await preview('other.txt');
    expect(await answer.text()).toBe(text);
    expect(answer.headers.get('x-signpost-charset')).toBe(charset);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  test('in GBK of more than is shown ends with a whole character', async () => {
    put(
      'long.txt',
      Buffer.from([
        0x61,
        ...Array<number>(200_000)
          .fill(0)
          .flatMap(() => [0xc4, 0xe3]),
      ]),
    );
    const answer = await preview('long.txt');
    expect(answer.headers.get('x-signpost-preview')).toBe('beginning');
    expect(await answer.text()).toMatch(/^a你+$/);
  });

  test('in an encoding that cannot be told is named as such, not shown as other letters', async () => {
    put('other.txt', Buffer.from([0x63, 0x61, 0x66, 0xe9]), { contentType: 'text/plain' });
    const answer = await preview('other.txt');
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ params: { reason: 'unknown-encoding' } });
  });

  test('packed with gzip is unpacked, and that is said', async () => {
    put('packed.txt', gzipSync('hello 你好'), { contentEncoding: 'gzip', contentType: 'text/plain' });
    const answer = await preview('packed.txt');
    expect(answer.headers.get('x-signpost-unpacked')).toBe('gzip');
    expect(await answer.text()).toBe('hello 你好');
  });

  test('said to be packed and not packed is shown as it is', async () => {
    put('said.txt', 'hello', { contentEncoding: 'gzip', contentType: 'text/plain' });
    const answer = await preview('said.txt');
    expect(answer.headers.get('x-signpost-unpacked')).toBeNull();
    expect(await answer.text()).toBe('hello');
  });

  test('of no bytes at all is an empty text', async () => {
    put('empty.png', '', { contentType: 'image/png' });
    const answer = await preview('empty.png');
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('x-signpost-preview')).toBe('whole');
  });
});

describe('through a link', () => {
  test.each([
    ['to nothing', 'dangling', 404, 'link-target-missing'],
    ['to a link', 'chained', 409, 'link-target-is-link'],
    ['to an archived object', 'to-archived', 409, 'object-cold'],
  ])('%s the refusal of OSS has its own code', async (_what, key, status, code) => {
    stack.admin.putSymlink({ bucket, key: 'dangling', target: 'gone' });
    stack.admin.putSymlink({ bucket, key: 'chained', target: 'dangling' });
    stack.admin.putObject({ bucket, key: 'archived', body: 'x', storageClass: 'Archive' });
    stack.admin.putSymlink({ bucket, key: 'to-archived', target: 'archived' });
    const answer = await preview(key);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });
});
