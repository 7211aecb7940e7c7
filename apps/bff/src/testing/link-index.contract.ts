import type { IndexEntry } from '@signpost/link-model/index';
import { expect, test } from 'vitest';
import type { Decider } from '../auth/permit.ts';
import type { LinkIndex } from '../link-index/link-index.ts';

const facts = { etag: 'E', lastModified: '2026-11-22T10:00:00.000Z', size: 7, storageClass: 'Standard' };
const object = (key: string): IndexEntry => ({ kind: 'object', key, ...facts });
const link = (key: string, target: string): IndexEntry => ({ kind: 'link', key, target, ...facts });

/** Two buckets that have been scanned; nothing is known of any other. */
export const contractBuckets: Readonly<Record<string, readonly IndexEntry[]>> = {
  a: [object('v1/app'), object('v2/app'), link('latest/app', 'v2/app'), link('lost', 'v0/app')],
  b: [object('x'), link('to-x', 'x'), link('to-to-x', 'to-x')],
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
    expect(first).toMatchObject({ more: true, total: 4, byHealth: { ok: 2, missing: 1, chained: 1 } });
    const rest = await index.links({ limit: 2, after: { bucket: 'a', key: 'lost' } });
    expect(keysOf(rest.items)).toEqual(['b/to-to-x', 'b/to-x']);
    expect(rest.more).toBe(false);
  });

  test('a filter by health counts what fits; the choices of health count without it', async () => {
    const index = await open(all);
    const broken = await index.links({ limit: 10, healths: new Set(['missing', 'chained']) });
    expect(keysOf(broken.items)).toEqual(['a/lost', 'b/to-to-x']);
    expect(broken).toMatchObject({ total: 2, byHealth: { ok: 2 } });
    expect(keysOf((await index.links({ limit: 10, target: 'v2/app' })).items)).toEqual(['a/latest/app']);
    expect(keysOf((await index.links({ limit: 10, bucket: 'b', prefix: 'to-x' })).items)).toEqual(['b/to-x']);
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
      byHealth: { forbidden: 1 },
    });
    expect(await index.backlinks({ bucket: 'b', key: 'x' }, 10)).toEqual({ items: [], total: 0 });
    expect((await index.search('app', 10)).items).toMatchObject([{ key: 'latest/app' }]);
    const { links, broken } = await index.overview([{ name: 'a', hierarchicalNamespace: false }], {
      broken: 5,
      folderLinks: 5,
    });
    expect([links, broken]).toEqual([1, 1]);
    // It may not see who else leads there, so it is not told that nobody does.
    expect((await index.knownBacklinks({ bucket: 'a', key: 'v2/app' }, 5))?.complete).toBe(false);
  });
}
