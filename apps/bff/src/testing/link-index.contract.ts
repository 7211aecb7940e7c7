import type { LinkSort } from '@signpost/api-contract';
import type { DecisiveHeader } from '@signpost/link-model/health';
import type { IndexEntry, SeenHeaders } from '@signpost/link-model/index';
import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import { expect, test } from 'vitest';
import type { Decider } from '../auth/permit.ts';
import type { LinkCursor, LinkIndex, LinkRollUp } from '../link-index/link-index.ts';

const facts = { etag: 'E', lastModified: '2026-11-22T10:00:00.000Z', size: 7, storageClass: 'Standard' };
const object = (key: string): IndexEntry => ({ kind: 'object', key, ...facts });
const link = (key: string, target: string): IndexEntry => ({ kind: 'link', key, target, ...facts });

/** Headers that were compared. */
function checked(...wrong: DecisiveHeader[]): { served: SeenHeaders } {
  return { served: { wrong, targetModified: facts.lastModified } };
}

/** Two buckets that have been scanned; nothing is known of any other. */
export const contractBuckets: Readonly<Record<string, readonly IndexEntry[]>> = {
  a: [
    object('v1/app'),
    object('v2/app'),
    { ...link('latest/app', 'v2/app'), ...checked('contentType') },
    link('lost', 'v0/app'),
  ],
  b: [
    object('x'),
    { ...link('to-x', 'x'), ...checked(), lastModified: '2026-11-23T10:00:00.000Z' },
    link('to-to-x', 'to-x'),
  ],
};

/** The present of the contract, in milliseconds since 1970. */
export const contractNow = Date.parse('2026-11-24T10:00:00.000Z');

/** Lifecycle rules of bucket `a`; those of bucket `b` are not known. */
export const contractRules: Readonly<Record<string, readonly LifecycleRule[]>> = {
  a: [
    {
      id: 'gone-20',
      prefix: 'v2/',
      tags: [],
      expiration: { days: 20 },
      transitions: [],
      notPrefixes: [],
      hasNotTags: false,
    },
  ],
};

/** What every adapter of the link index has to do. */
export function linkIndexContract(open: (decide: Decider) => Promise<LinkIndex>): void {
  const all: Decider = () => true;
  const keysOf = (items: readonly { bucket: string; key: string }[]): string[] =>
    items.map(({ bucket, key }) => `${bucket}/${key}`);

  test('links come in the order of bucket and key, a page at a time, with counts that ignore the page', async () => {
    const index = await open(all);
    const first = await index.links({ limit: 2 });
    expect(keysOf(first.items)).toEqual(['a/latest/app', 'a/lost']);
    expect(first).toMatchObject({ total: 4, byHealth: { ok: 2, missing: 1, chained: 1 } });
    const rest = await index.links({ limit: 2, after: first.next });
    expect(keysOf(rest.items)).toEqual(['b/to-to-x', 'b/to-x']);
    expect(rest.next).toBeUndefined();
  });

  test('a filter by health counts what fits; the choices of health count without it', async () => {
    const index = await open(all);
    const broken = await index.links({ limit: 10, conditions: new Set(['missing', 'chained']) });
    expect(keysOf(broken.items)).toEqual(['a/lost', 'b/to-to-x']);
    expect(broken).toMatchObject({ total: 2, byHealth: { ok: 2 } });
    expect(keysOf((await index.links({ limit: 10, target: 'v2/app' })).items)).toEqual(['a/latest/app']);
    expect(keysOf((await index.links({ limit: 10, bucket: 'b', prefix: 'to-x' })).items)).toEqual(['b/to-x']);
  });

  test('links are summed up by bucket, then by what comes next in their keys, under the same filters', async () => {
    const index = await open(all);
    const namesOf = ({ items }: LinkRollUp): unknown[] =>
      items.map(({ kind, bucket, name, links }) => [kind, bucket, name, links]);
    const buckets = await index.rollUp({ limit: 9 });
    expect(namesOf(buckets)).toEqual([
      ['bucket', 'a', '', 2],
      ['bucket', 'b', '', 2],
    ]);
    expect(buckets).toMatchObject({
      total: 4,
      items: [
        { byHealth: { ok: 1, missing: 1 }, breaksSoon: { links: 1 } },
        { byHealth: { ok: 1, chained: 1 }, newest: '2026-11-23T10:00:00.000Z' },
      ],
    });
    const within = await index.rollUp({ bucket: 'a', limit: 9 });
    expect(namesOf(within)).toEqual([
      ['folder', 'a', 'latest/', 1],
      ['link', 'a', 'lost', 1],
    ]);
    expect(within.items[1]).toMatchObject({ target: 'v0/app' });
    const below = await index.rollUp({ bucket: 'a', prefix: 'latest/', limit: 9 });
    expect(namesOf(below)).toEqual([['link', 'a', 'latest/app', 1]]);
    const broken = await index.rollUp({ bucket: 'a', conditions: new Set(['missing']), limit: 9 });
    expect(namesOf(broken)).toEqual([['link', 'a', 'lost', 1]]);
    expect(await index.rollUp({ bucket: 'a', limit: 1 })).toMatchObject({
      total: 2,
      omitted: { groups: 1, links: 1 },
    });
  });

  test('links come worst first, or by the time they were written, a page at a time', async () => {
    const index = await open(all);
    const walk = async (sort: LinkSort): Promise<string[]> => {
      const keys: string[] = [];
      for (let after: LinkCursor | undefined, page = 0; page < 9; page += 1) {
        const { items, next } = await index.links({ limit: 1, sort, after });
        keys.push(...keysOf(items));
        if (next === undefined) break;
        after = next;
      }
      return keys;
    };
    expect(await walk('health')).toEqual(['a/lost', 'b/to-to-x', 'a/latest/app', 'b/to-x']);
    expect(await walk('newest')).toEqual(['b/to-x', 'a/latest/app', 'a/lost', 'b/to-to-x']);
    expect(await walk('oldest')).toEqual(['a/latest/app', 'a/lost', 'b/to-to-x', 'b/to-x']);
  });

  test('links are found by words in key and target together', async () => {
    const index = await open(all);
    const find = async (...words: string[]) => keysOf((await index.links({ limit: 9, words })).items);
    expect(await find('latest', 'v2')).toEqual(['a/latest/app']);
    expect(await find('to-x')).toEqual(['b/to-to-x', 'b/to-x']);
    expect(await find('latest', 'v0')).toEqual([]);
  });

  test('links that are served wrongly are counted among those that were checked, and listed alone', async () => {
    const index = await open(all);
    const page = await index.links({ limit: 9, conditions: new Set(['served-wrongly']) });
    expect(page.items).toMatchObject([{ key: 'latest/app', health: 'ok', servedWrongly: ['contentType'] }]);
    expect(page).toMatchObject({ total: 1, served: { wrong: 1, checked: 2 } });
    const { buckets } = await index.overview(
      [
        { name: 'a', hierarchicalNamespace: false },
        { name: 'b', hierarchicalNamespace: false },
      ],
      { broken: 5, soon: 5, folderLinks: 5 },
    );
    expect(buckets.map(({ served }) => served)).toEqual([
      { wrong: 1, checked: 1 },
      { wrong: 0, checked: 1 },
    ]);
  });

  test('what breaks soon is told of links, buckets and folders; of a bucket without rules, that it is not known', async () => {
    const index = await open(all);
    const page = await index.links({ limit: 9, conditions: new Set(['breaks-soon']) });
    const forecast = { what: 'deleted', at: '2026-12-13T00:00:00.000Z', rule: 'gone-20', prefix: 'v2/' };
    expect(page).toMatchObject({ total: 1, breaksSoon: 1, forecastsUnknownIn: ['b'] });
    expect(page.items).toMatchObject([{ key: 'latest/app', forecast }]);
    expect(await index.linksAt('a', ['latest/app', 'lost'])).toMatchObject([{ forecast }, { key: 'lost' }]);
    expect(await index.neighbourhood({ bucket: 'a', key: 'v2/app' }, 60)).toMatchObject([
      { key: 'v2/app', kind: 'object' },
      { key: 'latest/app', forecast },
    ]);
    const buckets = ['a', 'b'].map((name) => ({ name, hierarchicalNamespace: false }));
    const { breaksSoon, forecastsUnknownIn } = await index.overview(buckets, {
      broken: 5,
      soon: 5,
      folderLinks: 5,
    });
    const item = { kind: 'link', key: 'latest/app', target: 'v2/app', links: 1, forecast };
    expect(breaksSoon).toEqual({ total: 1, items: [{ bucket: 'a', ...item }] });
    expect(forecastsUnknownIn).toEqual(['b']);
    const folders = await index.folders({ bucket: 'a', prefixes: ['latest/'], within: '' }, 3);
    expect(folders.items[0]?.breaksSoon).toEqual({ forecast, links: 1 });
    expect(folders).toMatchObject({ forecastsKnown: true, breaksSoon });
    expect((await index.folders({ bucket: 'b', prefixes: [] }, 3)).forecastsKnown).toBe(false);
  });

  test('backlinks are counted whole and named up to a limit', async () => {
    const index = await open(all);
    expect(await index.backlinks({ bucket: 'b', key: 'x' }, 10)).toEqual({ items: ['to-x'], total: 1 });
    expect(await index.backlinks({ bucket: 'b', key: 'x' }, 0)).toEqual({ items: [], total: 1 });
    expect(await index.knownBacklinks({ bucket: 'a', key: 'v2/app' }, 5)).toMatchObject({
      count: 1,
      first: ['latest/app'],
      complete: true,
    });
  });

  test('a key has neighbours on both sides; who may not see them is not told of them', async () => {
    const index = await open(all);
    const near = await index.neighbourhood({ bucket: 'b', key: 'to-x' }, 60);
    expect(near).toMatchObject([
      { key: 'to-x', step: 0, health: 'ok', to: 1, backlinks: 1, omitted: 0 },
      { key: 'x', step: 1, kind: 'object', stored: { size: 7 } },
      { key: 'to-to-x', step: -1, health: 'chained', to: 0 },
    ]);
    expect((await index.neighbourhood({ bucket: 'b', key: 'x' }, 2)).map(({ key }) => key)).toEqual([
      'x',
      'to-x',
    ]);
    expect(await index.neighbourhood({ bucket: 'unknown', key: 'x' }, 60)).toEqual([]);
    const some = await open((_actor, _right, { key }) => key === 'to-x' || key === 'latest/app');
    expect(await some.neighbourhood({ bucket: 'b', key: 'to-x' }, 60)).toMatchObject([
      { key: 'to-x', health: 'forbidden', backlinks: 0 },
      { key: 'x', kind: 'hidden', backlinks: 1 },
    ]);
    expect((await some.neighbourhood({ bucket: 'b', key: 'to-x' }, 60))[1]).not.toHaveProperty('stored');
    const [shut] = await some.neighbourhood({ bucket: 'a', key: 'latest/app' }, 60);
    expect(shut).toMatchObject({ key: 'latest/app', health: 'forbidden' });
    expect(shut).not.toHaveProperty('forecast');
  });

  test('of a bucket that nobody has scanned nothing is known, which is not the same as nothing', async () => {
    const index = await open(all);
    expect(await index.coverage('c')).toMatchObject({ state: 'not-scanned' });
    expect(await index.knownBacklinks({ bucket: 'c', key: 'x' }, 5)).toBeUndefined();
    expect(await index.candidates({ bucket: 'c', key: 'x' }, [], { items: 5, siblings: 5 })).toBeUndefined();
  });

  test('folders tell their sums and who leads into them', async () => {
    const index = await open(all);
    const { items, keyBacklinks } = await index.folders(
      { bucket: 'a', prefixes: ['v2/'], keys: ['v2/app'] },
      3,
    );
    expect(items).toMatchObject([{ prefix: 'v2/', objects: 1, links: 0, backlinkCount: 1 }]);
    expect(keyBacklinks).toEqual([{ key: 'v2/app', count: 1, first: ['latest/app'] }]);
  });

  test('search finds keys and targets; candidates put earlier targets first', async () => {
    const index = await open(all);
    expect(keysOf((await index.search('v2 app', 10)).items)).toEqual(['a/latest/app', 'a/v2/app']);
    expect((await index.search('app', 1)).more).toBe(true);
    const found = await index.candidates({ bucket: 'a', key: 'lost' }, ['v1/app'], { items: 5, siblings: 1 });
    expect(found?.items[0]).toMatchObject({ key: 'v1/app', why: 'earlier' });
    expect(found?.siblings.map(({ key }) => key)).toEqual(['v1/app']);
  });

  test('an actor is told nothing of keys outside the grant, in no item, count or sum', async () => {
    const index = await open((_actor, _right, { bucket, key }) =>
      bucket === 'a' ? key?.startsWith('latest/') === true : false,
    );
    expect((await index.coverages()).map(({ bucket, keys }) => [bucket, keys])).toEqual([['a', 1]]);
    expect(await index.links({ limit: 10 })).toMatchObject({
      items: [{ key: 'latest/app', health: 'forbidden' }],
      total: 1,
      breaksSoon: 0,
      byHealth: { forbidden: 1 },
    });
    expect(await index.backlinks({ bucket: 'b', key: 'x' }, 10)).toEqual({ items: [], total: 0 });
    expect((await index.search('app', 10)).items).toMatchObject([{ key: 'latest/app' }]);
    const { links, broken } = await index.overview([{ name: 'a', hierarchicalNamespace: false }], {
      broken: 5,
      soon: 5,
      folderLinks: 5,
    });
    expect([links, broken]).toEqual([1, 1]);
    // It may not see who else leads there, so it is not told that nobody does.
    expect((await index.knownBacklinks({ bucket: 'a', key: 'v2/app' }, 5))?.complete).toBe(false);
  });

  test('the map draws links in groups, narrowed by prefix and words, and folders that nothing leads to', async () => {
    const index = await open(all);
    const most = { pointers: 10, unpointed: 10 };
    const map = await index.map({ bucket: 'a', prefix: '' }, most);
    expect(map?.pointers.map(({ name }) => name)).toEqual(['latest/app', 'lost']);
    expect(map?.destinations.map(({ kind, name }) => [kind, name])).toEqual([
      ['folder', 'v2/'],
      ['missing', 'v0/app'],
    ]);
    expect(map?.unpointed).toMatchObject({ items: [{ prefix: 'v1/' }], total: 1, bytes: 7 });
    const below = await index.map({ bucket: 'a', prefix: 'latest/' }, most);
    expect(below?.pointers.map(({ name }) => name)).toEqual(['latest/app']);
    const found = await index.map({ bucket: 'a', prefix: '', words: ['v0'] }, most);
    expect(found?.pointers.map(({ name }) => name)).toEqual(['lost']);
    expect(await index.map({ bucket: 'unknown', prefix: '' }, most)).toBeUndefined();
    expect(await index.unpointed({ bucket: 'a', prefix: '' })).toMatchObject([{ prefix: 'v1/', objects: 1 }]);
    expect(await index.unpointed({ bucket: 'unknown', prefix: '' })).toBeUndefined();
  });

  test('an actor who sees a part of a bucket is not told which folders nothing leads to', async () => {
    const index = await open((_actor, _right, { key }) => key !== undefined && key.startsWith('latest/'));
    const map = await index.map({ bucket: 'a', prefix: '' }, { pointers: 10, unpointed: 10 });
    expect(map?.pointers.map(({ name }) => name)).toEqual(['latest/app']);
    expect(map?.destinations).toEqual([{ kind: 'hidden', name: '', links: 1 }]);
    expect(map?.unpointed).toBeUndefined();
    expect(await index.unpointed({ bucket: 'a', prefix: '' })).toBeUndefined();
  });
}
