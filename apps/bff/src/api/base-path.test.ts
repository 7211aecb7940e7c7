import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const publicUrl = 'https://tools.example.com';
const page =
  '<!doctype html><meta name="base-path" content="/" /><meta name="release" content="" /><script src="./assets/a.js"></script><a href="#content">';

let stack: Stack;
let webDist: string;
beforeAll(async () => {
  webDist = mkdtempSync(path.join(tmpdir(), 'signpost-base-'));
  mkdirSync(path.join(webDist, 'assets'));
  writeFileSync(path.join(webDist, 'index.html'), page);
  writeFileSync(path.join(webDist, 'assets', 'a.js'), 'export {}');
  stack = await startStack({ webDist, basePath: '/tools/signpost/', publicUrl });
});
afterAll(async () => {
  await stack.stop();
  rmSync(webDist, { recursive: true, force: true });
});

const get = (at: string, headers: Record<string, string> = { accept: 'text/html' }) =>
  sendRaw(`${stack.bffUrl}${at}`, { headers });

/** Behind a proxy that leaves the path as it is, and behind one that takes the base path off. */
describe.each([
  ['kept', '/tools/signpost'],
  ['taken off', ''],
])('with the base path %s by the proxy', (_how, prefix) => {
  test('every page loads its files from below the base path', async () => {
    for (const at of ['/', '/index.html', '/c/default/b/bucket?prefix=a%2Fb']) {
      const { status, text } = await get(`${prefix}${at}`);
      expect(status).toBe(200);
      const release = text.match(/name="release" content="([0-9a-f]{12})"/)?.[1];
      expect(text).toBe(
        `<!doctype html><meta name="base-path" content="/tools/signpost/" /><meta name="release" content="${release}" /><script src="/tools/signpost/assets/a.js"></script><a href="#content">`,
      );
      // The page and the answers it gets are of one release, refusals included.
      for (const asked of ['/api/v1/connections', '/api/v1/nothing'])
        expect((await get(`${prefix}${asked}`)).headers['signpost-release']).toBe(release);
    }
    expect((await get(`${prefix}/assets/a.js`)).status).toBe(200);
    expect((await get(`${prefix}/assets/gone.js`)).status).toBe(404);
  });

  test('the API, its document and its reference answer, and name addresses below the base path', async () => {
    expect((await get(`${prefix}/healthz`)).status).toBe(200);
    const { text: document } = await get(`${prefix}/api/v1/openapi.json`);
    expect((JSON.parse(document) as { servers: unknown }).servers).toEqual([{ url: '/tools/signpost/' }]);
    expect((await get(`${prefix}/api/v1/reference`)).text).toContain('href="reference.css"');
    const { status, text } = await get(`${prefix}/api/v1/nothing`);
    expect(status).toBe(404);
    expect((JSON.parse(text) as { type: string }).type).toMatch(/^\/tools\/signpost\/api\/v1\/reference#/);
  });
});

test('the base path without its last slash is sent on to the one with it, whatever is asked there', async () => {
  const { status, headers } = await get('/tools/signpost?a=b');
  expect([status, headers['location']]).toEqual([308, '/tools/signpost/?a=b']);
  expect((await sendRaw(`${stack.bffUrl}/tools/signpost`, { method: 'POST' })).status).toBe(403);
});

test('a page of another site opens the console below the base path, and nothing of the API', async () => {
  const foreign = (at: string) =>
    get(at, {
      accept: 'text/html',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    });
  expect((await foreign('/tools/signpost/c/default')).status).toBe(200);
  expect((await foreign('/tools/signpost/api/v1/connections')).status).toBe(403);
});

test('no other path is taken for the base path, and it is taken off once', async () => {
  expect((await get('/tools/signposts/healthz', { accept: 'application/json' })).status).toBe(404);
  const twice = '/tools/signpost/tools/signpost/healthz';
  expect((await get(twice, { accept: 'application/json' })).status).toBe(404);
});

test('calls that are shown to be copied go to the public address', async () => {
  stack.admin.putBucket({ name: 'base-path' });
  const { formats } = await expectOk(`${stack.bffUrl}/tools/signpost`, 'preflight', {
    body: { action: 'create', connection: 'default', bucket: 'base-path', key: 'a', target: 'b' },
  });
  expect(formats.api).toContain(`${publicUrl}/tools/signpost/api/v1/links`);
});
