import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectOk } from '../testing/api.ts';
import type { LinkSuite } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
const day = 86_400_000;
let stack: Stack;
let ahead = 0;
let counter = 0;
beforeAll(async () => {
  stack = await startStack({ clock: () => new Date(Date.now() + ahead) });
});
afterAll(() => stack.stop());

const rule = (id: string, action: string): string =>
  `<Rule><ID>${id}</ID><Prefix>v</Prefix><Status>Enabled</Status>${action}</Rule>`;
const cold = rule('cold-60', '<Transition><Days>60</Days><StorageClass>Archive</StorageClass></Transition>');
const gone = rule('gone-90', '<Expiration><Days>90</Days></Expiration>');

/** A bucket with a link to an object of today, and rules. */
function putBucket(rules?: string): string {
  const bucket = `forecasts-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'v1', body: 'x' });
  stack.admin.putSymlink({ bucket, key: 'link', target: 'v1' });
  stack.admin.putSymlink({ bucket, key: 'dead', target: 'v0' });
  if (rules !== undefined)
    stack.admin.putBucketSetting(
      bucket,
      'lifecycle',
      `<LifecycleConfiguration>${rules}</LifecycleConfiguration>`,
    );
  return bucket;
}

const view = async (bucket: string, key = 'link') =>
  (await expectOk(stack.bffUrl, 'getObject', { query: { connection, bucket, key } })).link;
const midnight = (days: number): string =>
  new Date(Math.ceil((Date.now() + days * day) / day) * day).toISOString();

test('a link says when the rules of its bucket will archive and delete its target', async () => {
  const bucket = putBucket(gone + cold);
  expect((await view(bucket))?.forecasts).toEqual([
    { what: 'cold', at: midnight(60), rule: 'cold-60', prefix: 'v' },
    { what: 'deleted', at: midnight(90), rule: 'gone-90', prefix: 'v' },
  ]);
  expect(await view(bucket, 'dead')).not.toHaveProperty('forecasts');
});

test('rules are read once in five minutes, and anew after that', async () => {
  const bucket = putBucket(gone);
  const asked = stack.faults.add({
    match: { operation: 'GetBucketLifecycle', bucket },
    effect: { kind: 'hook', run: () => {} },
  });
  for (let look = 0; look < 3; look += 1) expect((await view(bucket))?.forecasts).toHaveLength(1);
  expect(asked.hits).toBe(1);
  ahead = 6 * 60_000;
  await view(bucket);
  expect(asked.hits).toBe(2);
});

test.each([
  ['has no rules', undefined],
  ['may not be asked', { kind: 'error', code: 'AccessDenied', status: 403 }],
  ['answers nothing that can be read', { kind: 'error', code: 'InternalError', status: 500 }],
] as const)('a link of a bucket that %s is shown without a forecast', async (_, effect) => {
  const bucket = putBucket(effect === undefined ? undefined : gone);
  if (effect !== undefined) stack.faults.add({ match: { operation: 'GetBucketLifecycle', bucket }, effect });
  const link = await view(bucket);
  expect(link?.health).toBe('ok');
  expect(link).not.toHaveProperty('forecasts');
});

test('a bucket that does not tell its rules keeps nobody waiting, and they are there once it has', async () => {
  const bucket = putBucket(rule('gone-9', '<Expiration><Days>9</Days></Expiration>'));
  const held = stack.faults.add({
    match: { operation: 'GetBucketLifecycle', bucket },
    effect: { kind: 'stall', when: 'before' },
  });
  const link = await view(bucket);
  expect(link?.health).toBe('ok');
  expect(link).not.toHaveProperty('forecasts');
  const links = [{ key: 'link' }];
  const rows = async () =>
    (await expectOk(stack.bffUrl, 'resolveLinks', { body: { connection, bucket, links } })).items;
  expect((await rows())[0]).toMatchObject({ health: 'ok' });
  held.remove();
  await vi.waitFor(async () => {
    expect((await rows())[0]?.breaksSoon).toMatchObject({ what: 'deleted', rule: 'gone-9' });
  });
  expect(held.hits).toBe(1);
});

test('a pre-flight and the rows of a plan advise against a target that a rule takes soon, a write asks nothing', async () => {
  const bucket = putBucket(rule('gone-9', '<Expiration><Days>9</Days></Expiration>'));
  stack.admin.putObject({ bucket, key: 'v2', body: 'xx' });
  const asked = stack.faults.add({
    match: { operation: 'GetBucketLifecycle', bucket },
    effect: { kind: 'hook', run: () => {} },
  });
  const finding = {
    level: 'advise',
    code: 'target-breaks-soon',
    what: 'deleted',
    at: midnight(9),
    rule: 'gone-9',
    prefix: 'v',
  };
  const scope = { connection, bucket };
  const create = { ...scope, key: 'new', target: 'v1' };
  await expectOk(stack.bffUrl, 'createLink', { body: { ...create, key: 'unasked' }, ifNoneMatch: '*' });
  expect(asked.hits).toBe(0);
  for (const body of [
    { action: 'create', ...create },
    { action: 'repoint', ...scope, key: 'link', target: 'v2' },
  ] as const) {
    const { findings } = await expectOk(stack.bffUrl, 'preflight', { body });
    expect(findings).toContainEqual(finding);
  }
  const plans = drivePlans({ stack, bucket } as LinkSuite);
  const { id } = await plans.draft({ kind: 'csv', text: 'key,target\nlink,v2\ndead,v2\n' });
  const rows = await plans.rows(id);
  expect(rows.map(({ findings }) => findings.some(({ code }) => code === finding.code))).toEqual([
    true,
    true,
  ]);
  expect(asked.hits).toBe(1);
});
