import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { presignGetObject } from '@signpost/oss-client';
import { callApi, expectOk } from '../testing/api.ts';
import { drivePlans } from '../testing/plans.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
const origin = createServer((_, response) => response.end('from the origin'));
let stack: Stack;
let ahead = 0;
let counter = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  stack = await startStack({ clock: () => new Date(Date.now() + ahead) });
});
afterAll(async () => {
  await stack.stop();
  origin.close();
});

/** A bucket with links to missing targets, of which a mirror may fetch those below `m/`. */
async function putBucket(prefix: string | null = 'm/'): Promise<string> {
  const bucket = `mirrored-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'm/dir/x', body: 'x' });
  const links = { far: 'm/far', near: 'n/near', dir: 'm/dir', never: '/m/x', fine: 'm/dir/x' };
  for (const [key, target] of Object.entries(links)) stack.admin.putSymlink({ bucket, key, target });
  if (prefix === null) return bucket;
  const url = `http://127.0.0.1:${(origin.address() as AddressInfo).port}/`;
  await stack.client.send({
    operation: 'PutBucketWebsite',
    method: 'PUT',
    bucket,
    query: [['website', '']],
    effect: 'write',
    body: Buffer.from(
      `<WebsiteConfiguration><RoutingRules><RoutingRule><RuleNumber>1</RuleNumber><Condition><KeyPrefixEquals>${prefix}</KeyPrefixEquals><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition><Redirect><RedirectType>Mirror</RedirectType><MirrorURL>${url}</MirrorURL></Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>`,
    ),
  });
  return bucket;
}

/** Counts how often a bucket is asked for its website settings. */
const countAsked = (bucket: string) =>
  stack.faults.add({
    match: { operation: 'GetBucketWebsite', bucket },
    effect: { kind: 'hook', run: () => {} },
  });
const view = async (bucket: string, key: string) =>
  (await expectOk(stack.bffUrl, 'getObject', { query: { connection, bucket, key } })).link;
const rows = async (bucket: string) => {
  const links = ['far', 'near', 'dir', 'never', 'fine'].map((key) => ({ key }));
  return (await expectOk(stack.bffUrl, 'resolveLinks', { body: { connection, bucket, links } })).items;
};

test('a missing target below the prefix of a mirror rule is still missing, and says that it may be fetched', async () => {
  const bucket = await putBucket();
  const mirror = { prefix: 'm/' };
  expect(await view(bucket, 'far')).toMatchObject({
    health: 'missing',
    target: { state: { found: 'nothing', isPrefix: false, mirror } },
  });
  expect((await view(bucket, 'near'))?.target.state).toEqual({ found: 'nothing', isPrefix: false });
  expect((await view(bucket, 'dir'))?.target.state).toEqual({ found: 'nothing', isPrefix: true });
  expect((await rows(bucket)).map(({ health, mirror: told }) => [health, told])).toEqual([
    ['missing', mirror],
    ['missing', undefined],
    ['folder', undefined],
    ['missing', undefined],
    ['ok', undefined],
  ]);
});

test('once somebody has read the target itself, it is there', async () => {
  const bucket = await putBucket();
  expect((await view(bucket, 'far'))?.health).toBe('missing');
  const read = await fetch(
    await presignGetObject(stack.client, { bucket, key: 'm/far', expiresSeconds: 60 }),
  );
  expect(await read.text()).toBe('from the origin');
  const link = await view(bucket, 'far');
  expect(link?.health).toBe('ok');
  expect(link?.target.state).not.toHaveProperty('mirror');
});

test('a pre-flight and the rows of a plan say it beside the missing target, a write asks nothing', async () => {
  const bucket = await putBucket();
  const asked = countAsked(bucket);
  const scope = { connection, bucket };
  const create = { ...scope, key: 'new', target: 'm/new' };
  const written = await callApi(stack.bffUrl, 'createLink', {
    body: { ...create, key: 'unasked', accept: ['target-missing'] },
    ifNoneMatch: '*',
  });
  expect(written.ok).toBe(true);
  expect(asked.hits).toBe(0);
  const { findings } = await expectOk(stack.bffUrl, 'preflight', { body: { action: 'create', ...create } });
  expect(findings).toContainEqual({ level: 'choose', code: 'target-missing' });
  expect(findings).toContainEqual({ level: 'advise', code: 'target-mirrored', prefix: 'm/' });
  const plans = drivePlans({ stack, bucket });
  const { id } = await plans.draft({ kind: 'csv', text: 'key,target\nfine,m/far\nnear,n/other\n' });
  const codes = (await plans.rows(id)).map((row) => row.findings.map(({ code }) => code));
  expect(codes.map((of) => of.includes('target-mirrored'))).toEqual([true, false]);
  expect(asked.hits).toBe(1);
});

test('a bucket is asked once in five minutes, and not before a missing target was met', async () => {
  const bucket = await putBucket();
  const asked = countAsked(bucket);
  await view(bucket, 'fine');
  expect(asked.hits).toBe(0);
  for (let look = 0; look < 2; look += 1) await view(bucket, 'far');
  await rows(bucket);
  expect(asked.hits).toBe(1);
  ahead += 6 * 60_000;
  await view(bucket, 'far');
  expect(asked.hits).toBe(2);
});

test('the list of links and Home tell it, Home without waiting', async () => {
  const bucket = await putBucket('');
  await scanBucket(stack.bffUrl, bucket);
  const asked = countAsked(bucket);
  const home = async () => {
    // The list of buckets is kept for a minute.
    ahead += 61_000;
    const { brokenLinks } = await expectOk(stack.bffUrl, 'getHome', { query: { connection } });
    return brokenLinks.find((link) => link.bucket === bucket && link.key === 'far');
  };
  expect(await home()).not.toHaveProperty('mirror');
  await vi.waitFor(async () => {
    expect(await home()).toMatchObject({ health: 'missing', mirror: { prefix: '' } });
  });
  const { items } = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, bucket } });
  expect(items.flatMap(({ key, mirror }) => (mirror === undefined ? [] : key))).toEqual(['far', 'near']);
  expect(asked.hits).toBe(1);
});

test.each([
  ['has no website settings', undefined],
  ['may not be asked', { kind: 'error', code: 'AccessDenied', status: 403 }],
  ['fails', { kind: 'error', code: 'InternalError', status: 500 }],
] as const)('a missing target in a bucket that %s is missing, no more', async (_, effect) => {
  const bucket = await putBucket(effect === undefined ? null : 'm/');
  if (effect !== undefined) stack.faults.add({ match: { operation: 'GetBucketWebsite', bucket }, effect });
  const link = await view(bucket, 'far');
  expect(link?.health).toBe('missing');
  expect(link?.target.state).toEqual({ found: 'nothing', isPrefix: false });
  await scanBucket(stack.bffUrl, bucket);
  const { items } = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, bucket } });
  expect(items.find(({ key }) => key === 'far')?.health).toBe('missing');
});

test('a refusal is kept as long as an answer', async () => {
  const bucket = await putBucket();
  const refused = stack.faults.add({
    match: { operation: 'GetBucketWebsite', bucket },
    effect: { kind: 'error', code: 'AccessDenied', status: 403 },
  });
  for (let look = 0; look < 3; look += 1) await view(bucket, 'far');
  expect(refused.hits).toBe(1);
});
