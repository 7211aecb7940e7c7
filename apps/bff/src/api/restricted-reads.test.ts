import type { Right, Scope } from '@signpost/api-contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';

/** Everything of the bucket `all-open`, of `half-open` only what is below `open/`, nothing of `all-closed`. */
function decide(_actor: unknown, _right: Right, { bucket, key }: Scope): boolean {
  if (bucket === undefined || bucket === 'all-open') return true;
  if (bucket !== 'half-open') return false;
  return key?.startsWith('open/') === true;
}

const connection = 'default';
let stack: Stack;
/** What the one who sees everything is told, to compare with. */
let owner: Stack;
beforeAll(async () => {
  owner = await startStack();
  for (const name of ['all-open', 'half-open', 'all-closed']) {
    owner.admin.putBucket({ name });
    owner.admin.putObject({
      bucket: name,
      key: 'closed/hidden-object',
      body: 'secret of forty-two bytes, more or less..',
    });
    owner.admin.putObject({ bucket: name, key: 'open/seen-object', body: 'seen' });
    owner.admin.putSymlink({ bucket: name, key: 'open/good', target: 'open/seen-object' });
    owner.admin.putSymlink({ bucket: name, key: 'open/into-closed', target: 'closed/hidden-object' });
    owner.admin.putSymlink({ bucket: name, key: 'open/into-nothing', target: 'closed/hidden-nothing' });
    owner.admin.putSymlink({ bucket: name, key: 'closed/hidden-link', target: 'open/seen-object' });
    owner.admin.putSymlink({ bucket: name, key: 'closed/hidden-broken', target: 'hidden-nowhere' });
    await expectOk(owner.bffUrl, 'createLink', {
      body: { connection, bucket: name, key: 'closed/hidden-change', target: 'open/seen-object' },
      ifNoneMatch: '*',
    });
  }
  stack = await startStack({
    oss: owner.oss,
    state: owner.state,
    connection: { demo: true },
    // The console itself scans every bucket; what it then tells is another matter.
    bff: { decide, readDemoAtStart: true },
  });
  for (const bucket of ['all-open', 'half-open', 'all-closed'])
    await expectOk(owner.bffUrl, 'startScan', { body: { connection, bucket } });
  await untilScanned(owner, 3);
  await untilScanned(stack, 2);
});
afterAll(async () => {
  await stack.stop();
  await owner.stop();
});

async function untilScanned({ bffUrl }: Stack, count: number): Promise<void> {
  await vi.waitUntil(
    async () => {
      const { items } = await expectOk(bffUrl, 'listCoverage', { query: { connection } });
      return items.filter(({ state }) => state === 'complete').length === count;
    },
    { timeout: 25_000 },
  );
}

const tells = (answer: unknown): boolean => JSON.stringify(answer).includes('hidden');

test('lists over buckets tell nothing of a bucket or a key outside the grant', async () => {
  const { bffUrl } = stack;
  const answers = [
    await expectOk(bffUrl, 'getHome', { query: { connection } }),
    await expectOk(bffUrl, 'search', { query: { connection, text: 'hidden' } }),
    await expectOk(bffUrl, 'listLinks', { query: { connection } }),
    await expectOk(bffUrl, 'rollUpLinks', { query: { connection } }),
    await expectOk(bffUrl, 'listCoverage', { query: { connection } }),
    await expectOk(bffUrl, 'listChanges', { query: { connection } }),
    await expectOk(bffUrl, 'countChanges', { query: { connection } }),
  ];
  for (const answer of answers) {
    const text = JSON.stringify(answer);
    expect(text).not.toContain('all-closed');
    const halves = [...text.matchAll(/\{[^{}]*"bucket":"half-open"[^{}]*\}/g)].map(([part]) => part);
    for (const part of halves) expect(part).not.toMatch(/"key":"closed/);
  }
});

test('a bucket that is denied is refused by name', async () => {
  for (const operation of [
    'listLinks',
    'rollUpLinks',
    'listCoverage',
    'listChanges',
    'countChanges',
    'getMap',
  ] as const) {
    const query = { connection, bucket: 'all-closed' };
    expect(await expectProblem(stack.bffUrl, operation, { query })).toMatchObject({
      code: 'right-missing',
    });
  }
});

test('folders that nothing leads to are told to those who see the whole bucket', async () => {
  const exported = await expectProblem(stack.bffUrl, 'exportUnpointed', {
    query: { connection, bucket: 'half-open' },
  });
  expect(exported).toMatchObject({ code: 'right-missing' });
  const whole = await expectOk(stack.bffUrl, 'getMap', { query: { connection, bucket: 'all-open' } });
  expect(whole.unpointed).toEqual({ items: [], total: 0, bytes: 0 });
});

test('a link into what the actor may not read is forbidden, whether something is there or not', async () => {
  const views = await Promise.all(
    ['open/into-closed', 'open/into-nothing'].map((key) =>
      expectOk(stack.bffUrl, 'getObject', { query: { connection, bucket: 'half-open', key } }),
    ),
  );
  for (const { link } of views) {
    expect(link).toMatchObject({
      health: 'forbidden',
      target: { state: { found: 'forbidden', by: 'signpost' } },
    });
    // Nothing that the target alone could have told.
    expect(link?.reader.filter(({ side }) => side !== 'link')).toEqual([]);
    expect(link?.readerError).toBeUndefined();
  }
  const [closed, nothing] = views;
  expect(closed?.calls).toBe(nothing?.calls);
});

test('readers of a link are tried only by those who may read its target', async () => {
  const query = (key: string) => ({ query: { connection, bucket: 'half-open', key } });
  expect(await expectProblem(stack.bffUrl, 'tryReaders', query('open/into-closed'))).toMatchObject({
    code: 'right-missing',
  });
  expect(await expectProblem(stack.bffUrl, 'tryReaders', query('open/into-nothing'))).toMatchObject({
    code: 'right-missing',
  });
  await expectOk(stack.bffUrl, 'tryReaders', query('open/good'));
});

test('changes outside the grant are counted and exported nowhere', async () => {
  const all = await expectOk(owner.bffUrl, 'countChanges', { query: { connection } });
  expect(all).toMatchObject({ total: 3, facets: { actor: [{ value: 'local', count: 3 }] } });
  const counts = await expectOk(stack.bffUrl, 'countChanges', { query: { connection } });
  expect(counts).toEqual({
    total: 1,
    facets: {
      actor: [{ value: 'local', count: 1 }],
      action: [{ value: 'create', count: 1 }],
      outcome: [{ value: 'applied', count: 1 }],
      bucket: [{ value: 'all-open', count: 1 }],
    },
  });
  // The choice of a bucket is counted under the other filters: that must not let the others in.
  const chosen = await expectOk(stack.bffUrl, 'countChanges', { query: { connection, bucket: 'all-open' } });
  expect(chosen).toEqual(counts);
  const query = new URLSearchParams({ connection, format: 'ndjson' }).toString();
  const file = await (await fetch(`${stack.bffUrl}/api/v1/changes/export?${query}`)).text();
  expect(file.trim().split('\n')).toHaveLength(1);
  expect(file).toContain('"bucket":"all-open"');
});

test('a page that hidden changes would fill goes on to those that may be seen', async () => {
  // The newest changes are those of the bucket that is denied.
  const { items } = await expectOk(stack.bffUrl, 'listChanges', { query: { connection, limit: '1' } });
  expect(items.map(({ bucket }) => bucket)).toEqual(['all-open']);
});

test('a change of a key outside the grant is not told by its id either', async () => {
  const { items } = await expectOk(owner.bffUrl, 'listChanges', {
    query: { connection, bucket: 'half-open' },
  });
  const id = items[0]?.id ?? '';
  const answer = await expectProblem(stack.bffUrl, 'getChange', { query: { connection, id } });
  expect(answer.code).toBe('right-missing');
  expect(tells(answer)).toBe(false);
});

test('an actor who may see everything is told everything', async () => {
  const { items } = await expectOk(owner.bffUrl, 'search', { query: { connection, text: 'hidden' } });
  expect(new Set(items.map(({ bucket }) => bucket))).toEqual(
    new Set(['all-open', 'half-open', 'all-closed']),
  );
});
