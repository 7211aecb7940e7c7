import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Response } from '@playwright/test';
import { secretsOf, webDist } from '../src/fixtures/stack.ts';
import { test } from '../src/fixtures/test.ts';

/** Kilobytes of compressed script before the list of a folder stands. */
const most = 180;

test('the first load of the browser stays small', async ({ browserPage, page, bucket }, testInfo) => {
  bucket.putObject('target.txt');
  bucket.putLink('link.txt', 'target.txt');
  const sizes = new Map<string, Promise<number>>();
  const measure = (response: Response): void => {
    if (response.request().resourceType() !== 'script') return;
    sizes.set(
      new URL(response.url()).pathname,
      response.body().then((body) => gzipSync(body).length / 1000),
    );
  };
  page.on('response', measure);
  await browserPage.open(bucket.name);
  await browserPage.expectLink('link.txt', 'target.txt', 'ok');
  // What comes after the list stands is no part of it.
  page.off('response', measure);
  const scripts = await Promise.all(
    [...sizes].map(async ([name, size]) => ({ name, kilobytes: await size })),
  );
  const total = scripts.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
  const report = scripts.map(({ name, kilobytes }) => `${kilobytes.toFixed(1)} kB ${name}`).join('\n');
  testInfo.annotations.push({
    type: 'first load',
    description: `${total.toFixed(1)} kB of script, compressed`,
  });
  await testInfo.attach('first-load.txt', { body: `${total.toFixed(1)} kB\n${report}\n` });
  console.log(
    `First load of the browser: ${total.toFixed(1)} kB of script, compressed, in ${scripts.length} files.`,
  );
  expect(total, report).toBeLessThan(most);
});

test('the build holds no page of parts', () => {
  const files = readdirSync(webDist, { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => file.endsWith('.html')).toSorted()).toEqual(['account.html', 'index.html']);
  const scripts = files.filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(10);
  // A made-up text of the page.
  const holding = scripts.filter((file) =>
    readFileSync(path.join(webDist, file), 'utf8').includes('Rows of the map'),
  );
  expect(holding).toEqual([]);
});

test('the build holds no secret, and nothing of the machine that made it', ({ stack }) => {
  const secretNames = /secret|password|token|_key|credential/i;
  const secrets = [
    ...secretsOf(stack),
    ...Object.entries(process.env).flatMap(([name, value = '']) =>
      secretNames.test(name) && value.length >= 12 ? [value] : [],
    ),
  ];
  const forbidden = [
    /LTAI[A-Za-z0-9]{12,}/,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    /signpost_[A-Za-z0-9_-]{30,}/,
  ];
  const texts = readdirSync(webDist, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((file) => file.isFile() && /\.(js|css|html|json|map|svg)$/.test(file.name))
    .map((file) => ({ name: file.name, text: readFileSync(path.join(file.parentPath, file.name), 'utf8') }));
  expect(texts.length).toBeGreaterThan(50);
  const found = texts.flatMap(({ name, text }) => [
    ...(secrets.some((secret) => text.includes(secret)) ? [`a secret in ${name}`] : []),
    ...(text.includes(process.cwd()) ? [`a path of this machine in ${name}`] : []),
    ...forbidden.filter((pattern) => pattern.test(text)).map((pattern) => `${String(pattern)} in ${name}`),
  ]);
  expect(found).toEqual([]);
});

test('pages carry a policy without exceptions, and nothing that remembers', async ({ stack }) => {
  const response = await fetch(`${stack.bffUrl}/c/default`, { headers: { accept: 'text/html' } });
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/);
});
