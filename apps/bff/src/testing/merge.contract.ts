import type { IndexEntry } from '@signpost/link-model/index';
import { beforeEach, expect, test } from 'vitest';
import type { IndexStore } from '../link-index/index-store.ts';
import { readEntries, toFound } from './read-entries.ts';

interface Opened {
  store: IndexStore;
  /** By the clock of the store. */
  now: () => Promise<string>;
}

const facts = { etag: 'E', lastModified: '2026-11-20T10:00:00.000Z', size: 3, storageClass: 'Standard' };
const object = (key: string, etag = 'E'): IndexEntry => ({ kind: 'object', key, ...facts, etag });
const link = (key: string, more: object = {}): IndexEntry => ({
  kind: 'link',
  key,
  ...facts,
  target: 't',
  ...more,
});

/** What every index store promises of sources that know no ranges of keys. `open` gives an empty one. */
export function mergeContract(open: () => Promise<Opened>): void {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open();
  });
  const page = { after: '', limit: 99 };
  const entries = (): Promise<IndexEntry[]> => readEntries(opened.store, 'b');
  const keys = async (): Promise<string[]> => (await entries()).map(({ key }) => key);
  const merge = (since: string, ...found: IndexEntry[]): Promise<void> =>
    opened.store.merge('b', { entries: found, since });
  const scan = async (...found: IndexEntry[]): Promise<void> =>
    opened.store.replace('b', { after: '' }, { ...toFound(found), since: await opened.now() });

  test('what is merged stands beside the rest, in whatever order it comes', async () => {
    await scan(object('b'), link('d'));
    await merge(await opened.now(), object('c'), object('a'), object('b', 'F'));
    expect((await entries()).map(({ key, etag }) => `${key} ${etag}`)).toEqual(['a E', 'b F', 'c E', 'd E']);
  });

  test('what was seen later stays, whatever is merged, absent keys included', async () => {
    await scan(object('a'), object('b'));
    const since = await opened.now();
    await opened.store.record('b', [{ key: 'a' }, { key: 'b', entry: object('b', 'NEW') }]);
    await merge(since, object('a'), object('b', 'OLD'));
    await opened.store.dropUnseen('b', since);
    expect(await entries()).toEqual([object('b', 'NEW')].map(asKept));
    expect(await opened.store.absentKeys('b', page)).toEqual([{ key: 'a' }]);
    expect(await opened.store.absentKeys('b', { after: 'a', limit: 9 })).toEqual([]);
  });

  test('a row that is as it was counts as seen, and what nobody has seen since is dropped', async () => {
    await scan(object('a'), object('b'), link('c'), link('d'));
    await opened.store.record('b', [{ key: 'x' }]);
    const since = await opened.now();
    await merge(since, object('a'), link('c'));
    expect(await opened.store.unseenLinks('b', { since, ...page })).toEqual([link('d')].map(asKept));
    expect(await opened.store.unseenLinks('b', { since, after: 'd', limit: 9 })).toEqual([]);
    await opened.store.dropUnseen('b', since);
    expect(await keys()).toEqual(['a', 'c']);
    expect(await opened.store.absentKeys('b', page)).toEqual([]);
    // Once more, as a console does that goes on with what another one has ended.
    await opened.store.dropUnseen('b', since);
    expect(await keys()).toEqual(['a', 'c']);
  });

  test('what was derived of a link stays for as long as it is the same', async () => {
    const broken = { brokenSince: '2026-11-22T10:00:00.000Z' };
    await scan(link('a', broken), link('b', broken));
    await merge(await opened.now(), link('a'), link('b', { target: 'other' }));
    expect(await entries()).toEqual([link('a', broken), link('b', { target: 'other' })].map(asKept));
  });

  test('an object that is dropped is kept as the target that it was', async () => {
    await scan(object('t'), link('a'));
    const since = await opened.now();
    await merge(since, link('a'));
    await opened.store.dropUnseen('b', since);
    expect(await opened.store.missingTargets('b', page)).toMatchObject([{ key: 't', lastSeen: { size: 3 } }]);
    await merge(await opened.now(), object('t'));
    expect(await opened.store.missingTargets('b', page)).toEqual([]);
  });
}

/** An object that is not restored says so once it was kept, or does not. */
const asKept = (entry: IndexEntry): unknown => expect.objectContaining(entry);
