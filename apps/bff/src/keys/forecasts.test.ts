import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { restoreObject } from '@signpost/oss-client';
import { expectOk } from '../testing/api.ts';
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
  const plans = drivePlans({ stack, bucket });
  const { id } = await plans.draft({ kind: 'csv', text: 'key,target\nlink,v2\ndead,v2\n' });
  const rows = await plans.rows(id);
  expect(rows.map(({ findings }) => findings.some(({ code }) => code === finding.code))).toEqual([
    true,
    true,
  ]);
  expect(asked.hits).toBe(1);
});

/** Makes the target of the link archived and restores it for some days; answers when the copy expires, in whole seconds. */
async function restoreTarget(bucket: string, days: number): Promise<number> {
  stack.admin.putObject({ bucket, key: 'v1', body: 'x', storageClass: 'Archive' });
  await restoreObject(stack.client, { bucket, key: 'v1', days });
  const asked = Date.now() + ahead;
  // Restoring an object of the class Archive takes a minute.
  ahead += 2 * 60_000;
  return asked + 60_000 + days * day;
}

test('a link to a restored object says when the copy expires, and nothing more where it is deleted before', async () => {
  const bucket = putBucket(gone);
  const expires = await restoreTarget(bucket, 5);
  const forecasts = (await view(bucket))?.forecasts;
  expect(forecasts).toMatchObject([{ what: 'cold' }, { what: 'deleted', rule: 'gone-90' }]);
  expect(forecasts?.[0]).not.toHaveProperty('rule');
  expect(Math.abs(Date.parse(forecasts?.[0]?.at ?? '') - expires)).toBeLessThan(60_000);
  const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
    body: { connection, bucket, links: [{ key: 'link' }] },
  });
  expect(items[0]).toMatchObject({ health: 'ok', breaksSoon: { what: 'cold', at: forecasts?.[0]?.at } });
  const body = { action: 'create', connection, bucket, key: 'new', target: 'v1' } as const;
  const { findings } = await expectOk(stack.bffUrl, 'preflight', { body });
  expect(findings).toContainEqual({
    level: 'advise',
    code: 'target-breaks-soon',
    what: 'cold',
    at: forecasts?.[0]?.at,
  });
  const short = putBucket(rule('gone-2', '<Expiration><Days>2</Days></Expiration>'));
  await restoreTarget(short, 7);
  expect((await view(short))?.forecasts).toMatchObject([{ what: 'deleted', rule: 'gone-2' }]);
});

test('a link to a restored object says when the copy expires although nobody may ask for the rules', async () => {
  const bucket = putBucket();
  stack.faults.add({
    match: { operation: 'GetBucketLifecycle', bucket },
    effect: { kind: 'error', code: 'AccessDenied', status: 403 },
  });
  await restoreTarget(bucket, 3);
  expect((await view(bucket))?.forecasts).toMatchObject([{ what: 'cold' }]);
});

describe('under a retention policy', () => {
  /** Keeps everything in the bucket for so many days, once locked for good. */
  async function retain(bucket: string, days: number, locks: boolean): Promise<void> {
    const call = { bucket, method: 'POST', effect: 'write' } as const;
    const { headers } = await stack.client.send({
      ...call,
      operation: 'InitiateBucketWorm',
      query: [['worm', '']],
      body: Buffer.from(
        `<InitiateWormConfiguration><RetentionPeriodInDays>${days}</RetentionPeriodInDays></InitiateWormConfiguration>`,
      ),
    });
    const query = [['wormId', headers.get('x-oss-worm-id') ?? '']] as [string, string][];
    if (locks) await stack.client.send({ ...call, operation: 'CompleteBucketWorm', query });
  }
  const early = rule('gone-9', '<Expiration><Days>9</Days></Expiration>');
  const inDays = (days: number): string =>
    new Date(Math.ceil((Date.now() + ahead + days * day) / day) * day).toISOString();

  test('a rule deletes a target when retention ends, and archives it as without', async () => {
    const bucket = putBucket(early + cold);
    stack.admin.putObject({ bucket, key: 'v1', body: 'x' });
    await retain(bucket, 70, true);
    expect((await view(bucket))?.forecasts).toMatchObject([
      { what: 'cold', at: inDays(60) },
      { what: 'deleted', at: inDays(70), rule: 'gone-9' },
    ]);
  });

  test.each([
    ['may still be taken back', false, undefined],
    ['does not keep a rule from putting a delete marker', true, 'Enabled'],
  ] as const)('a policy that %s delays nothing', async (_, locks, versioning) => {
    const bucket = putBucket(early);
    if (versioning !== undefined) stack.admin.setVersioning(bucket, versioning);
    stack.admin.putObject({ bucket, key: 'v1', body: 'x' });
    await retain(bucket, 70, locks);
    expect((await view(bucket))?.forecasts).toMatchObject([{ what: 'deleted', at: inDays(9) }]);
  });

  test('a link says until when it can be neither repointed nor deleted, and no more once that is over', async () => {
    const bucket = putBucket();
    stack.admin.putSymlink({ bucket, key: 'link', target: 'v1' });
    await retain(bucket, 70, true);
    const shown = await expectOk(stack.bffUrl, 'getObject', { query: { connection, bucket, key: 'link' } });
    const changed = shown.state.kind === 'link' ? Date.parse(shown.state.facts.lastModified) : 0;
    const until = new Date(changed + 70 * day).toISOString();
    expect(shown.link?.retained).toEqual({ until, certain: true });
    const blocked = { action: 'repoint', connection, bucket, key: 'link', target: 'v2' } as const;
    const { findings } = await expectOk(stack.bffUrl, 'preflight', { body: blocked });
    expect(findings).toContainEqual({ level: 'block', code: 'retained', until });
    ahead += 71 * day;
    expect(await view(bucket)).not.toHaveProperty('retained');
  });

  test('a link of a bucket that keeps versions, or has no policy, is not retained', async () => {
    const versioned = putBucket();
    stack.admin.setVersioning(versioned, 'Enabled');
    stack.admin.putSymlink({ bucket: versioned, key: 'link', target: 'v1' });
    await retain(versioned, 70, true);
    expect(await view(versioned)).not.toHaveProperty('retained');
    expect(await view(putBucket())).not.toHaveProperty('retained');
  });

  test('where nobody may ask for versions, a link is only perhaps retained', async () => {
    const bucket = putBucket();
    stack.admin.putSymlink({ bucket, key: 'link', target: 'v1' });
    await retain(bucket, 70, true);
    for (const operation of ['GetBucketVersioning', 'GetBucketInfo'])
      stack.faults.add({
        match: { operation, bucket },
        effect: { kind: 'error', code: 'AccessDenied', status: 403 },
      });
    expect((await view(bucket))?.retained).toMatchObject({ certain: false });
  });
});
