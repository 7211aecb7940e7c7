import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOk, expectProblem, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'odd-targets';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'good', body: 'x' });
  stack.admin.putSymlink({ bucket, key: 'good-link', target: 'good' });
});
afterAll(() => stack.stop());

const scope = (key: string) => ({ connection: 'default', bucket, key });
const view = (key: string) => readForWrite(stack.bffUrl, scope(key));
const resolve = (...keys: string[]) =>
  expectOk(stack.bffUrl, 'resolveLinks', {
    body: { connection: 'default', bucket, links: keys.map((key) => ({ key })) },
  });

describe.each([
  ['1,023 bytes', 't'.repeat(1023), undefined],
  ['1,023 bytes with a slash at the end', `${'t'.repeat(1022)}/`, undefined],
  ['1,024 bytes', 't'.repeat(1024), 'too-long'],
  ['3,000 bytes', '工'.repeat(1000), 'too-long'],
  ['a slash in front', '/t', 'leading-slash'],
  ['a backslash in front', '\\t', 'leading-slash'],
  ['a line break', 'a\r\nb', undefined],
])('a link whose target has %s', (what, target, impossible) => {
  const key = `link to ${what}`;

  test('can be seen, is missing, and says why where that is for good', async () => {
    stack.admin.putSymlink({ bucket, key, target });
    const { state, link } = await view(key);
    expect(state).toMatchObject({ kind: 'link', link: { target } });
    expect(link?.health).toBe('missing');
    expect(link?.target.state).toEqual({
      found: 'nothing',
      isPrefix: false,
      ...(impossible === undefined ? {} : { impossible }),
    });
  });

  test('fails no batch', async () => {
    stack.admin.putSymlink({ bucket, key, target });
    const { items } = await resolve(key, 'good-link');
    expect(items[0]).toMatchObject({ key, target, health: 'missing' });
    expect(items[0]?.impossible).toBe(impossible);
    expect(items[1]).toMatchObject({ key: 'good-link', health: 'ok' });
  });

  test('ends a chain', async () => {
    stack.admin.putSymlink({ bucket, key, target });
    stack.admin.putSymlink({ bucket, key: `to ${key}`, target: key });
    const { link } = await view(`to ${key}`);
    expect(link).toMatchObject({
      health: 'chained',
      target: { state: { found: 'link', target, final: null } },
    });
  });

  test.each(['repoint', 'delete'] as const)('can be changed: %s', async (action) => {
    stack.admin.putSymlink({ bucket, key, target });
    const { token } = await view(key);
    const requested =
      action === 'repoint' ? { action, ...scope(key), target: 'good' } : { action, ...scope(key) };
    const { findings } = await expectOk(stack.bffUrl, 'preflight', { body: requested });
    const body = { ...scope(key), accept: acceptsOf(findings) };
    const { change } =
      action === 'repoint'
        ? await expectOk(stack.bffUrl, 'repointLink', { body: { ...body, target: 'good' }, ifMatch: token })
        : await expectOk(stack.bffUrl, 'deleteLink', { body, ifMatch: token });
    expect(change).toMatchObject({
      outcome: 'applied',
      // Of a link that leads nowhere OSS tells no headers, so that none of these comes back as it was.
      undo: {
        possible: false,
        why: impossible === undefined && !target.includes('\n') ? 'parts-unread' : 'target-impossible',
      },
    });
  });
});

function acceptsOf(findings: readonly { level: string; code: string; part?: unknown }[]): string[] {
  return findings
    .filter(({ level }) => level === 'choose')
    .map(({ code, part }) => (typeof part === 'string' ? `${code}:${part}` : code));
}

test('a name in a batch that can be no key fails only its own row', async () => {
  const { items } = await resolve('/x', '', 'x'.repeat(1024), 'good-link');
  expect(items.map(({ health }) => health)).toEqual(['unknown', 'unknown', 'unknown', 'ok']);
  expect(items[0]?.problem).toEqual({ code: 'invalid-request' });
});

test('a look at a name that can be no key is the caller’s mistake', async () => {
  expect(await expectProblem(stack.bffUrl, 'getObject', { query: scope('/x') })).toMatchObject({
    status: 400,
  });
});

describe('a target in which somebody wrote a space as +', () => {
  const put = (key: string, header: string) =>
    stack.client.send({
      operation: 'PutSymlink',
      method: 'PUT',
      bucket,
      key,
      query: [['symlink', '']],
      headers: [['x-oss-symlink-target', header]],
      effect: 'write',
    });

  test('leads where OSS leads its readers, and is called ambiguous', async () => {
    stack.admin.putObject({ bucket, key: 'tg/sp ace', body: 'four' });
    await put('go-v1', 'tg/sp+ace');
    const { link } = await view('go-v1');
    expect(link).toMatchObject({
      health: 'ok',
      target: { key: 'tg/sp+ace', state: { found: 'object', size: 4, readAs: 'tg/sp ace' } },
    });
    const [row] = (await resolve('go-v1')).items;
    expect(row).toMatchObject({
      target: 'tg/sp+ace',
      health: 'ok',
      readAs: 'tg/sp ace',
      reached: { size: 4 },
    });
  });

  test('is taken as it is written where that is there', async () => {
    stack.admin.putObject({ bucket, key: 'c++/a b', body: 'four' });
    stack.admin.putObject({ bucket, key: 'c++/a+b', body: 'plus' });
    await put('both', 'c++/a+b');
    expect((await view('both')).link?.target.state).not.toHaveProperty('readAs');
  });

  test('is missing where OSS serves nobody, whatever the other reading is', async () => {
    stack.admin.putObject({ bucket, key: 'our own', body: 'x' });
    // Encoded, as this console and most SDKs write it, a plus is a plus.
    await put('encoded', 'our%2Bown');
    expect((await view('encoded')).link).toMatchObject({ health: 'missing' });
    expect((await resolve('encoded')).items[0]).toMatchObject({ health: 'missing' });
  });

  test('counts in the index as leading where it leads', async () => {
    stack.admin.putObject({ bucket, key: 'in dex', body: 'x' });
    await put('indexed', 'in+dex');
    await expectOk(stack.bffUrl, 'startScan', { body: { connection: 'default', bucket } });
    const query = { connection: 'default', bucket };
    await expect
      .poll(async () => (await expectOk(stack.bffUrl, 'listCoverage', { query })).items[0]?.state)
      .toBe('complete');
    const { items } = await expectOk(stack.bffUrl, 'listLinks', { query });
    expect(items.find(({ key }) => key === 'indexed')).toMatchObject({ target: 'in+dex', health: 'ok' });
    expect(items.find(({ key }) => key === 'encoded')).toMatchObject({ health: 'missing' });
    const backlinks = await expectOk(stack.bffUrl, 'listBacklinks', { query: scope('in dex') });
    expect(backlinks.items).toEqual(['indexed']);
  });

  test('is known to the index as soon as a screen has shown it', async () => {
    stack.admin.putObject({ bucket, key: 'la ter', body: 'x' });
    await put('later', 'la+ter');
    await view('later');
    const backlinks = await expectOk(stack.bffUrl, 'listBacklinks', { query: scope('la ter') });
    expect(backlinks.items).toEqual(['later']);
  });
});
