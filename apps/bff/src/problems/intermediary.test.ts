import type { IncomingMessage } from 'node:http';
import { operations } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startIntermediary, type Intermediary, type OwnAnswer } from '../testing/intermediary.ts';
import { startOss, startStack, type RunningOss, type Stack } from '../testing/stack.ts';

// Whatever answers on the way to OSS, it says nothing about what is stored.

let oss: RunningOss;
let proxy: Intermediary;
let stack: Stack;
let bucket: string;
let counter = 0;
let time = Date.parse('2026-11-22T10:00:00Z');
const clock = (): Date => new Date(time);

beforeAll(async () => {
  oss = await startOss({ clock });
  proxy = await startIntermediary(oss.url);
  stack = await startStack({ oss, clock, connection: { endpoint: proxy.url } });
});
afterAll(async () => {
  await stack.stop();
  await proxy.stop();
  await oss.stop();
});
beforeEach(() => {
  proxy.answer = undefined;
  bucket = `between-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  for (const key of ['v1', 'v2', 'object']) stack.admin.putObject({ bucket, key, body: key });
  stack.admin.putSymlink({ bucket, key: 'link', target: 'v1' });
  time += 60_000;
});

const page = '<html><h1>Access is controlled</h1></html>';
const html = { 'content-type': 'text/html' };
const code = 'oss-intermediary-answered';

const answers: readonly [name: string, answer: OwnAnswer][] = [
  ['404 in HTML', { status: 404, headers: html, body: page }],
  ['an empty 404', { status: 404 }],
  ['403 in HTML', { status: 403, headers: html, body: page }],
  ['a redirect to a login', { status: 302, headers: { location: 'http://login.example/' } }],
  ['407', { status: 407, headers: { 'proxy-authenticate': 'Basic' } }],
  ['413', { status: 413, headers: html, body: page }],
  ['504 of a gateway', { status: 504, headers: html, body: page }],
  ['the page of a login with 200', { status: 200, headers: html, body: page }],
  ['an empty 200', { status: 200, headers: { etag: '"0A"', 'last-modified': new Date(0).toUTCString() } }],
];

const scope = (key: string) => ({ connection: 'default', bucket, key });
const viewOf = (key: string) => readForWrite(stack.bffUrl, scope(key));
const changeOf = (id: string) =>
  expectOk(stack.bffUrl, 'getChange', { query: { connection: 'default', id } });
const isWrite = ({ method }: IncomingMessage): boolean => method === 'PUT' || method === 'DELETE';
const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0] ?? '';

describe.each(answers)('%s on the way to OSS', (_, answer) => {
  const answerTo = (chosen: (request: IncomingMessage) => boolean, more: Partial<OwnAnswer> = {}): void => {
    proxy.answer = (request) => (chosen(request) ? { ...answer, ...more } : undefined);
  };

  test('is a problem of its own to every read', async () => {
    answerTo(() => true);
    const inBucket = { connection: 'default', bucket };
    const problems = await Promise.all([
      expectProblem(stack.bffUrl, 'listBuckets', { query: { connection: 'default' } }),
      expectProblem(stack.bffUrl, 'getHome', { query: { connection: 'default' } }),
      expectProblem(stack.bffUrl, 'getBucket', { query: inBucket }),
      expectProblem(stack.bffUrl, 'startScan', { body: inBucket }),
      expectProblem(stack.bffUrl, 'listObjects', { query: inBucket }),
      expectProblem(stack.bffUrl, 'completeTarget', { query: { ...inBucket, typed: 'v' } }),
      expectProblem(stack.bffUrl, 'getObject', { query: scope('link') }),
      expectProblem(stack.bffUrl, 'previewObject', { query: scope('link') }),
      expectProblem(stack.bffUrl, 'downloadObject', { query: scope('link') }),
      expectProblem(stack.bffUrl, 'tryReaders', { query: scope('link') }),
      expectProblem(stack.bffUrl, 'preflight', { body: { action: 'create', ...scope('new'), target: 'v1' } }),
    ]);
    for (const problem of problems)
      expect(problem).toMatchObject({ code, status: 502, params: { status: answer.status } });
    const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
      body: { ...inBucket, links: [{ key: 'link' }] },
    });
    expect(items).toMatchObject([{ health: 'unknown', problem: { code } }]);
    expect((await fetch(`${stack.bffUrl}/readyz`)).status).toBe(503);
  });

  test('to the look at a target says neither that it is missing nor that it is forbidden', async () => {
    answerTo((request) => pathOf(request).endsWith('/v1'));
    const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
      body: { connection: 'default', bucket, links: [{ key: 'link' }] },
    });
    expect(items).toMatchObject([{ target: 'v1', health: 'unknown', problem: { code } }]);
    expect((await viewOf('link')).link).toMatchObject({ health: 'unknown', target: { state: { code } } });
  });

  test('to a stranger is not what OSS gives to strangers', async () => {
    answerTo(({ headers }) => headers.authorization === undefined);
    const { items } = await expectOk(stack.bffUrl, 'tryReaders', { query: scope('link') });
    expect(items).toMatchObject([
      { who: 'connection', status: 200 },
      // fetch hides a 407: to it that is no answer at all.
      { who: 'anyone', status: 0, ...(answer.status === 407 ? {} : { code }) },
    ]);
  });

  test('to a scan of a bucket neither empties it nor takes links out of it', async () => {
    const scan = { connection: 'default', bucket };
    const ended = () =>
      expect.poll(async () => {
        const { items } = await expectOk(stack.bffUrl, 'listCoverage', { query: scan });
        return items[0];
      });
    answerTo(({ url = '' }) => url.includes('list-type=2'));
    await expectOk(stack.bffUrl, 'startScan', { body: scan });
    await ended().toMatchObject({ state: 'failed', keys: 0, problem: { code } });
    answerTo(({ url = '' }) => url.includes('symlink'));
    await expectOk(stack.bffUrl, 'startScan', { body: scan });
    await ended().toMatchObject({ state: 'failed', keys: 0, problem: { code } });
  });

  test('never passes for "nothing is stored at the key": no write goes out on it', async () => {
    stack.admin.setVersioning(bucket, 'Enabled');
    stack.admin.putObject({ bucket, key: 'precious', body: 'precious' });
    answerTo(({ method }) => method === 'HEAD');
    const body = { ...scope('precious'), target: 'v1' };
    const created = await callApi(stack.bffUrl, 'createLink', { body, ifNoneMatch: '*' });
    expect(created).toMatchObject({ ok: false, problem: { code } });
    const uploaded = await upload('precious');
    expect(await uploaded.json()).toMatchObject({ code });
    expect(stack.admin.find({ bucket, key: 'precious' })).toMatchObject({ type: 'Normal', size: 8 });
  });

  test('to a write leaves its outcome unknown, and to the look after it as well', async () => {
    const { token } = await viewOf('link');
    const { token: seenObject } = await viewOf('object');
    const { etag } = stack.admin.find({ bucket, key: 'object' }) ?? { etag: '' };
    const answerFromTheWriteOn = (): void => {
      let written = false;
      proxy.answer = (request) => {
        written ||= isWrite(request);
        return written ? answer : undefined;
      };
    };
    answerFromTheWriteOn();
    const link = await callApi(stack.bffUrl, 'deleteLink', { body: scope('link'), ifMatch: token });
    answerFromTheWriteOn();
    const object = await callApi(stack.bffUrl, 'deleteObject', {
      body: { ...scope('object'), proof: { etag, size: 6 } },
      ifMatch: seenObject,
    });
    const changes = [link, object].map((written) => {
      expect(written).toMatchObject({ ok: true, status: 202, body: { change: { outcome: 'unknown' } } });
      return written.ok ? written.body.change.id : '';
    });
    // Longer than a write may be on its way: only a look tells now, and nobody can look.
    time += 600_000;
    for (const id of changes) expect(await changeOf(id)).toMatchObject({ outcome: 'unknown' });
    expect(stack.admin.find({ bucket, key: 'link' })).toMatchObject({ type: 'Symlink' });
    expect(stack.admin.find({ bucket, key: 'object' })).toMatchObject({ type: 'Normal' });
    proxy.answer = undefined;
    for (const id of changes)
      expect(await changeOf(id)).toMatchObject({ outcome: 'failed', problem: { code } });
  });

  test('in place of what OSS answered to a write does not hide that it was done', async () => {
    const { token } = await viewOf('link');
    answerTo(isWrite, { afterwards: true });
    const body = { ...scope('link'), target: 'v2' };
    const moved = await expectOk(stack.bffUrl, 'repointLink', { body, ifMatch: token });
    expect(moved).toMatchObject({
      change: { outcome: 'applied' },
      view: { state: { link: { target: 'v2' } } },
    });
    const back = await expectOk(stack.bffUrl, 'undoChange', {
      body: { connection: 'default', change: moved.change.id },
      ifMatch: moved.view?.token ?? '',
    });
    expect(back).toMatchObject({
      change: { outcome: 'applied' },
      view: { state: { link: { target: 'v1' } } },
    });
    expect((await upload('uploaded')).status).toBe(200);
    expect(stack.admin.find({ bucket, key: 'uploaded' })).toMatchObject({ size: 5 });
  });

  test('to an upload is told as such, and nothing is stored', async () => {
    answerTo(isWrite);
    expect(await (await upload('uploaded')).json()).toMatchObject({ code, status: 502 });
    expect(stack.admin.find({ bucket, key: 'uploaded' })).toBeUndefined();
  });
});

function upload(key: string): Promise<Response> {
  const search = new URLSearchParams(scope(key)).toString();
  return fetch(`${stack.bffUrl}${operations.uploadObject.path}?${search}`, {
    method: operations.uploadObject.method,
    headers: {
      'x-signpost-csrf': '1',
      'content-type': 'application/octet-stream',
      'if-none-match': '*',
    },
    body: 'bytes',
  });
}
