import { restoreObject } from '@signpost/oss-client';
import type { FaultRule } from '@signpost/oss-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const connection = 'default';
const day = 86_400_000;
let stack: Stack;
let ahead = 0;
let counter = 0;
beforeAll(async () => {
  stack = await startStack({
    clock: () => new Date(Date.now() + ahead),
    bff: {
      // Objects may be read, but for some: not all of a bucket.
      decide: (_actor, right, { key }) => right !== 'object.read' || key?.startsWith('closed/') === false,
    },
  });
});
afterAll(() => stack.stop());

const rule = (id: string, prefix: string, action: string): string =>
  `<Rule><ID>${id}</ID><Prefix>${prefix}</Prefix><Status>Enabled</Status>${action}</Rule>`;
const cold = (days: number): string =>
  `<Transition><Days>${days}</Days><StorageClass>Archive</StorageClass></Transition>`;
const gone = (days: number): string => `<Expiration><Days>${days}</Days></Expiration>`;
const rules =
  rule('cold-19', 'v1/', cold(19)) + rule('gone-6', 'tmp/', gone(6)) + rule('later', '', gone(40));

function setRules(bucket: string, text: string): void {
  stack.admin.putBucketSetting(
    bucket,
    'lifecycle',
    `<LifecycleConfiguration>${text}</LifecycleConfiguration>`,
  );
}

/** A bucket with a folder link to files that get cold, a link to one that goes, and one that has time. */
function putBucket(text: string | undefined = rules): string {
  const bucket = `soon-${(counter += 1)}`;
  stack.admin.putBucket({ name: bucket });
  for (const key of ['v1/a', 'v1/b', 'v2/a', 'tmp/x', 'closed/x'])
    stack.admin.putObject({ bucket, key, body: 'x' });
  const links = {
    'live/a': 'v1/a',
    'live/b': 'v1/b',
    once: 'tmp/x',
    safe: 'v2/a',
    shut: 'closed/x',
    dead: 'v0',
  };
  for (const [key, target] of Object.entries(links)) stack.admin.putSymlink({ bucket, key, target });
  if (text !== undefined) setRules(bucket, text);
  return bucket;
}

function failRules(bucket: string, effect: FaultRule['effect']): void {
  stack.faults.add({ match: { operation: 'GetBucketLifecycle', bucket }, effect });
}

const midnight = (days: number): string =>
  new Date(Math.ceil((Date.now() + days * day) / day) * day).toISOString();
const list = (bucket: string, health?: string) =>
  expectOk(stack.bffUrl, 'listLinks', {
    query: { connection, bucket, ...(health === undefined ? {} : { health }) },
  });
const home = async (bucket: string) => {
  // The list of buckets is kept for a minute.
  ahead += 61_000;
  const { breaksSoon, forecastsUnknownIn } = await expectOk(stack.bffUrl, 'getHome', {
    query: { connection },
  });
  return {
    items: breaksSoon.items.filter((item) => item.bucket === bucket),
    total: breaksSoon.total,
    unknown: forecastsUnknownIn.includes(bucket),
  };
};

describe('what breaks soon', () => {
  let bucket: string;
  beforeAll(async () => {
    bucket = putBucket();
    await scanBucket(stack.bffUrl, bucket);
  });

  test('is told of each link, the next first, and of none whose target may not be read', async () => {
    const { items } = await list(bucket);
    expect(Object.fromEntries(items.map(({ key, forecast }) => [key, forecast?.rule]))).toEqual({
      dead: undefined,
      'live/a': 'cold-19',
      'live/b': 'cold-19',
      once: 'gone-6',
      safe: 'later',
      shut: undefined,
    });
    expect(items[1]?.forecast).toEqual({ what: 'cold', at: midnight(19), rule: 'cold-19', prefix: 'v1/' });
  });

  test('is a filter, and its count is the number of rows', async () => {
    const page = await list(bucket, 'breaks-soon');
    expect(page.items.map(({ key }) => key)).toEqual(['live/a', 'live/b', 'once']);
    expect(page).toMatchObject({ total: 3, breaksSoon: 3, forecastsUnknownIn: [] });
    expect(await list(bucket)).toMatchObject({ total: 6, breaksSoon: 3 });
    expect((await list(bucket, 'broken,breaks-soon')).items.map(({ key }) => key)).toEqual([
      'dead',
      'live/a',
      'live/b',
      'once',
      'shut',
    ]);
  });

  test('is on Home, the first in front and links of a folder link as one', async () => {
    expect(await home(bucket)).toEqual({
      items: [
        {
          bucket,
          kind: 'link',
          key: 'once',
          target: 'tmp/x',
          links: 1,
          forecast: { what: 'deleted', at: midnight(6), rule: 'gone-6', prefix: 'tmp/' },
        },
        expect.objectContaining({ kind: 'folder', key: 'live/', target: 'v1/', links: 2 }),
      ],
      total: 3,
      unknown: false,
    });
  });

  test('is told of folders, and of the whole that is below one', async () => {
    const answer = await expectOk(stack.bffUrl, 'describeFolders', {
      body: { connection, bucket, prefixes: ['live/', 'v1/'], within: '' },
    });
    expect(answer.forecastsKnown).toBe(true);
    expect(answer.items[0]?.breaksSoon).toMatchObject({ links: 2, forecast: { rule: 'cold-19' } });
    expect(answer.items[1]).not.toHaveProperty('breaksSoon');
    expect(answer.breaksSoon).toMatchObject({ total: 3, items: [{ key: 'once' }, { key: 'live/' }] });
  });

  test('is told of each link around a key, and of none whose target may not be read', async () => {
    const ahead = async (key: string) => {
      const query = { connection, bucket, key };
      const { items } = await expectOk(stack.bffUrl, 'getNeighbourhood', { query });
      return items.map((one) => [one.key, one.forecast?.rule]);
    };
    expect(await ahead('v1/a')).toEqual([
      ['v1/a', undefined],
      ['live/a', 'cold-19'],
    ]);
    expect(await ahead('shut')).toEqual([
      ['shut', undefined],
      ['closed/x', undefined],
    ]);
  });

  test('is told of the rows of a folder', async () => {
    const { items } = await expectOk(stack.bffUrl, 'resolveLinks', {
      body: { connection, bucket, links: ['once', 'dead', 'safe'].map((key) => ({ key })) },
    });
    expect(items.map(({ breaksSoon }) => breaksSoon?.rule)).toEqual(['gone-6', undefined, undefined]);
  });
});

test('a bucket is asked for its rules once a scan, and by questions when five minutes are over', async () => {
  const bucket = putBucket();
  const asked = stack.faults.add({
    match: { operation: 'GetBucketLifecycle', bucket },
    effect: { kind: 'hook', run: () => {} },
  });
  await scanBucket(stack.bffUrl, bucket);
  for (let times = 0; times < 3; times += 1) await list(bucket);
  expect(asked.hits).toBe(1);
  setRules(bucket, rule('other', 'v1/', gone(9)));
  ahead += 6 * 60_000;
  await vi.waitFor(async () => {
    expect((await list(bucket)).items[1]?.forecast?.rule).toBe('other');
  });
  await home(bucket);
  expect(asked.hits).toBe(2);
});

test('rules to Archive say nothing where the bucket reads it without a restore', async () => {
  const bucket = putBucket(rule('cold-19', 'v1/', cold(19)));
  stack.admin.putBucketSetting(
    bucket,
    'bucketArchiveDirectRead',
    '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>',
  );
  await scanBucket(stack.bffUrl, bucket);
  expect(await list(bucket)).toMatchObject({ breaksSoon: 0, forecastsUnknownIn: [] });
});

test.each([
  ['may not be read', { kind: 'error', code: 'AccessDenied', status: 403 }],
  ['fail', { kind: 'error', code: 'InternalError', status: 500 }],
] as const)(
  'a scan of a bucket whose rules %s ends, and says that it knows no forecast',
  async (_, effect) => {
    const bucket = putBucket();
    failRules(bucket, effect);
    await scanBucket(stack.bffUrl, bucket);
    expect(await list(bucket)).toMatchObject({ total: 6, breaksSoon: 0, forecastsUnknownIn: [bucket] });
    expect(await home(bucket)).toMatchObject({ items: [], unknown: true });
    const body = { connection, bucket, prefixes: ['live/'] };
    expect(await expectOk(stack.bffUrl, 'describeFolders', { body })).toMatchObject({
      forecastsKnown: false,
    });
  },
);

test('a bucket without rules is known to have none', async () => {
  const bucket = putBucket('');
  await scanBucket(stack.bffUrl, bucket);
  expect(await list(bucket)).toMatchObject({ breaksSoon: 0, forecastsUnknownIn: [] });
});

test('the end of a restored copy is known from a scan, from a look, and after a restart', async () => {
  const bucket = putBucket('');
  const restore = async (key: string, days: number): Promise<void> => {
    stack.admin.putObject({ bucket, key, body: 'x', storageClass: 'Archive' });
    await restoreObject(stack.client, { bucket, key, days });
    // Restoring an object of the class Archive takes a minute.
    ahead += 2 * 60_000;
  };
  await restore('v2/a', 4);
  await scanBucket(stack.bffUrl, bucket);
  const first = (await list(bucket, 'breaks-soon')).items;
  expect(first).toMatchObject([{ key: 'safe', forecast: { what: 'cold' } }]);
  expect(first[0]?.forecast).not.toHaveProperty('rule');
  await restore('tmp/x', 2);
  await expectOk(stack.bffUrl, 'getObject', { query: { connection, bucket, key: 'once' } });
  const seen = (await list(bucket, 'breaks-soon')).items;
  expect(seen.map(({ key }) => key)).toEqual(['once', 'safe']);
  // Asked for again, the copy is kept for longer.
  await restoreObject(stack.client, { bucket, key: 'tmp/x', days: 7 });
  await expectOk(stack.bffUrl, 'getObject', { query: { connection, bucket, key: 'once' } });
  const longer = (await list(bucket, 'breaks-soon')).items;
  const until = (items: typeof seen): number => Date.parse(items[0]?.forecast?.at ?? '');
  expect(until(longer)).toBeGreaterThan(until(seen) + 4 * day);
  await vi.waitFor(async () => {
    const { rows } = await stack.state.database.pool.query<{ facts: string }>(
      'SELECT facts FROM signpost.index_keys WHERE bucket = $1 AND key = $2',
      [bucket, 'tmp/x'],
    );
    expect(rows[0]?.facts).toContain(longer[0]?.forecast?.at);
  });
  const again = await startStack({
    oss: stack.oss,
    state: stack.state,
    clock: () => new Date(Date.now() + ahead),
  });
  try {
    await vi.waitFor(async () => {
      const query = { connection, bucket, health: 'breaks-soon' };
      expect((await expectOk(again.bffUrl, 'listLinks', { query })).items).toEqual(longer);
    });
  } finally {
    await again.stopBff();
  }
});

test('a link is cold again once the copy of its target has expired, without a look, on every console', async () => {
  const bucket = putBucket('');
  stack.admin.putObject({ bucket, key: 'v2/a', body: 'x', storageClass: 'Archive' });
  await restoreObject(stack.client, { bucket, key: 'v2/a', days: 2 });
  ahead += 2 * 60_000;
  await scanBucket(stack.bffUrl, bucket);
  const [before] = (await list(bucket, 'breaks-soon')).items;
  expect(before).toMatchObject({ key: 'safe', health: 'ok' });
  const calls = stack.faults.add({ match: { bucket }, effect: { kind: 'hook', run: () => expect.fail() } });
  const coldLinks = async (bffUrl: string): Promise<unknown> =>
    (await expectOk(bffUrl, 'listLinks', { query: { connection, bucket, health: 'cold' } })).items;
  expect(await coldLinks(stack.bffUrl)).toEqual([]);
  ahead += 3 * day;
  const expected = [{ key: 'safe', health: 'cold', brokenSince: before?.forecast?.at }];
  expect(await coldLinks(stack.bffUrl)).toMatchObject(expected);
  const counts = await expectOk(stack.bffUrl, 'listLinks', { query: { connection, bucket } });
  expect(counts.byHealth).toMatchObject({ cold: 1 });
  expect(counts.breaksSoon).toBe(0);
  calls.remove();
  const again = await startStack({
    oss: stack.oss,
    state: stack.state,
    clock: () => new Date(Date.now() + ahead),
  });
  try {
    expect(await coldLinks(again.bffUrl)).toMatchObject(expected);
  } finally {
    await again.stopBff();
  }
});

test('a retention policy delays what is known of a bucket, also after a restart', async () => {
  const bucket = putBucket(rule('gone-6', 'tmp/', gone(6)));
  const call = { bucket, method: 'POST', effect: 'write' } as const;
  const body = Buffer.from(
    '<InitiateWormConfiguration><RetentionPeriodInDays>20</RetentionPeriodInDays></InitiateWormConfiguration>',
  );
  const { headers } = await stack.client.send({
    ...call,
    operation: 'InitiateBucketWorm',
    query: [['worm', '']],
    body,
  });
  const id = headers.get('x-oss-worm-id') ?? '';
  await stack.client.send({ ...call, operation: 'CompleteBucketWorm', query: [['wormId', id]] });
  await scanBucket(stack.bffUrl, bucket);
  const { items } = await list(bucket, 'breaks-soon');
  expect(items).toMatchObject([{ key: 'once', forecast: { what: 'deleted', rule: 'gone-6' } }]);
  expect(Date.parse(items[0]?.forecast?.at ?? '')).toBeGreaterThan(Date.now() + ahead + 20 * day - 60_000);
  const again = await startStack({
    oss: stack.oss,
    state: stack.state,
    clock: () => new Date(Date.now() + ahead),
  });
  try {
    failRules(bucket, { kind: 'error', code: 'InternalError', status: 500 });
    await vi.waitFor(async () => {
      const query = { connection, bucket, health: 'breaks-soon' };
      expect((await expectOk(again.bffUrl, 'listLinks', { query })).items).toEqual(items);
    });
  } finally {
    await again.stopBff();
  }
});

test('forecasts are there again after a restart, without a call to OSS', async () => {
  const bucket = putBucket();
  await scanBucket(stack.bffUrl, bucket);
  await vi.waitFor(async () => {
    const { rows } = await stack.state.database.pool.query(
      'SELECT 1 FROM signpost.index_scans WHERE bucket = $1',
      [bucket],
    );
    expect(rows).toHaveLength(1);
  });
  const again = await startStack({ oss: stack.oss, state: stack.state });
  try {
    failRules(bucket, { kind: 'hook', run: () => expect.fail() });
    const query = { connection, bucket, health: 'breaks-soon' };
    expect(await expectOk(again.bffUrl, 'listLinks', { query })).toMatchObject({ total: 3 });
  } finally {
    await again.stopBff();
  }
});
