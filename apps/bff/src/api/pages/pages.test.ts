import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { operations, problemCodes } from '@signpost/api-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendRaw } from '../../testing/raw-request.ts';
import { referenceColours } from './reference-css.ts';
import { startStack, type Stack } from '../../testing/stack.ts';

let stack: Stack;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'signpost-web-'));
  // Below folders that begin with a dot, as a build in a cache is: Express refuses dots on its own.
  const webDist = path.join(folder, '.cache', '.web');
  mkdirSync(path.join(webDist, 'assets'), { recursive: true });
  writeFileSync(path.join(webDist, 'index.html'), '<!doctype html><title>app</title>');
  writeFileSync(path.join(webDist, 'assets', 'app-1a2b3c.js'), 'export {}');
  writeFileSync(path.join(webDist, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  stack = await startStack({ webDist });
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});
const get = (at: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${stack.bffUrl}${at}`, { headers });
const asPage = { accept: 'text/html' };

describe('the web app', () => {
  test('answers every address a browser opens, and is asked for again each time', async () => {
    for (const at of ['/', '/browse?bucket=b&prefix=a%2Fb', '/b/some.thing.html']) {
      const { status, text, headers } = await sendRaw(`${stack.bffUrl}${at}`, { headers: asPage });
      expect([status, text, headers['cache-control']]).toEqual([
        200,
        '<!doctype html><title>app</title>',
        'no-cache',
      ]);
    }
  });

  test('answers a program that takes anything', async () => {
    // Not by fetch, which says `sec-fetch-mode: cors` as a script would.
    const headers = { accept: '*/*' };
    expect((await sendRaw(`${stack.bffUrl}/`, { headers })).status).toBe(200);
    expect((await sendRaw(`${stack.bffUrl}/`, { headers, method: 'HEAD' })).status).toBe(200);
    expect((await sendRaw(`${stack.bffUrl}/gone.png`, { headers })).status).toBe(404);
  });

  test('keeps hashed files for ever and no others', async () => {
    expect((await get('/assets/app-1a2b3c.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  test('answers 404 for a file that is not there, and for what is no GET of a page', async () => {
    expect((await get('/assets/gone.js')).status).toBe(404);
    expect((await get('/gone.png', { accept: 'image/*' })).status).toBe(404);
    expect((await get('/..%2f..%2fpackage.json')).status).toBe(404);
    expect(
      (await fetch(`${stack.bffUrl}/`, { method: 'POST', headers: { 'x-signpost-csrf': '1' } })).status,
    ).toBe(404);
  });
});

describe('what is public', () => {
  test('health and readiness', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
  });

  test('the OpenAPI document names every operation', async () => {
    const document = (await (await get('/api/v1/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(document.openapi).toBe('3.1.0');
    for (const { path: at } of Object.values(operations)) expect(Object.keys(document.paths)).toContain(at);
  });

  test('the reference page names every operation and problem, and holds no script', async () => {
    const answer = await get('/api/v1/reference');
    const html = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/html');
    for (const name of [...Object.keys(operations), ...problemCodes.map((code) => `problem-${code}`)])
      expect(html).toContain(`id="${name}"`);
    expect(html).not.toMatch(/<script|<style|style=|onclick=/);
    expect(html).toContain('<html lang="en">');
    expect((await get('/api/v1/reference.css')).headers.get('content-type')).toContain('text/css');
  });

  test('the reference speaks the language and wears the theme that are asked for, else those of the browser', async () => {
    const asked = await (await get('/api/v1/reference?language=zh-CN&theme=dark')).text();
    expect(asked).toContain('<html lang="zh-CN" data-theme="dark">');
    expect(asked).toContain('只修改软链接的目标');
    expect(asked).toContain('href="reference?language=en&amp;theme=dark"');
    const preferred = await fetch(`${stack.bffUrl}/api/v1/reference`, {
      headers: { 'accept-language': 'zh-CN,en;q=0.5' },
    });
    expect(await preferred.text()).toContain('<html lang="zh-CN">');
    const strange = await (await get('/api/v1/reference?language="><script>&theme=pink')).text();
    expect(strange).toContain('<html lang="en">');
    expect(strange).not.toContain('script');
  });

  test('the colours of the reference are those of the console', () => {
    const css = readFileSync(new URL('../../../../web/src/styles/tokens.css', import.meta.url), 'utf8');
    const [light, dark] = css.split(":root[data-theme='dark']") as [string, string];
    for (const [theme, block] of [
      ['light', light],
      ['dark', dark],
    ] as const)
      for (const [name, value] of Object.entries(referenceColours[theme]))
        expect(block).toContain(`--${name}: ${value};`);
  });
});
