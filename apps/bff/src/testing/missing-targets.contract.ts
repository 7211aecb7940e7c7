import type { IndexEntry, LastSeen } from '@signpost/link-model/index';
import { beforeEach, expect, test } from 'vitest';
import type { IndexStore, MissingTarget } from '../link-index/index-store.ts';
import { toFound } from './read-entries.ts';

interface Opened {
  store: IndexStore;
  /** By the clock of the store. */
  now: () => Promise<string>;
}

const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;
const facts = { etag: 'E', lastModified: at(0), size: 3, storageClass: 'Standard' };
const object = (key: string): IndexEntry => ({ kind: 'object', key, ...facts });
const lastSeen = (seenAt: string): LastSeen => ({ ...facts, seenAt });
const missing = (key: string, seenAt = at(1)): MissingTarget => ({ key, lastSeen: lastSeen(seenAt) });

/** What every index store promises of targets at which nothing is stored any more. `open` gives an empty one. */
export function missingTargetsContract(open: () => Promise<Opened>): void {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open();
  });
  const kept = (after = '', limit = 99): Promise<MissingTarget[]> =>
    opened.store.missingTargets('b', { after, limit });
  const keys = async (): Promise<string[]> => (await kept()).map(({ key }) => key);
  const end = (since: string, found: MissingTarget[] = []): Promise<void> =>
    opened.store.keep(
      { coverage: { bucket: 'b', state: 'complete', keys: 1, calls: 1, pending: 0 }, since },
      found,
    );
  const look = (key: string, seenAt = at(1)): Promise<void> =>
    opened.store.record('b', [{ key, lastSeen: lastSeen(seenAt) }]);

  test('what was at a missing target comes back as it was, in the order of bytes, a page at a time', async () => {
    for (const key of ['t2', 't1', 'ä', 'Z']) await look(key);
    expect(await kept()).toEqual(['Z', 't1', 't2', 'ä'].map((key) => missing(key)));
    expect(await kept('t1', 1)).toEqual([missing('t2')]);
    expect(await opened.store.missingTargets('other', { after: '', limit: 9 })).toEqual([]);
  });

  test('of two moments at which it was seen the later one is kept, whichever comes first', async () => {
    await look('t', at(5));
    await look('t', at(3));
    expect(await kept()).toEqual([missing('t', at(5))]);
    await look('t', at(7));
    expect(await kept()).toEqual([missing('t', at(7))]);
  });

  test('an absent key to which no link leads leaves nothing behind', async () => {
    await opened.store.record('b', [{ key: 't' }]);
    expect(await kept()).toEqual([]);
  });

  test('it goes when an object is seen at the key again, and when a scan finds one', async () => {
    await look('seen');
    await look('scanned');
    await look('away');
    await opened.store.record('b', [{ key: 'seen', entry: object('seen') }]);
    expect(await keys()).toEqual(['away', 'scanned']);
    const since = await opened.now();
    await opened.store.replace(
      'b',
      { after: '' },
      { ...toFound([object('scanned'), object('seen')]), since },
    );
    expect(await keys()).toEqual(['away']);
  });

  test('an older look at the key, which the index does not take, does not take it away either', async () => {
    await opened.store.record('b', [{ key: 't', entry: { ...object('t'), lastModified: at(9) } }]);
    await look('t');
    await opened.store.record('b', [{ key: 'other', entry: object('other') }]);
    expect(await keys()).toEqual(['t']);
  });

  test('an object that a scan does not find any more is kept as it was when it was last seen', async () => {
    const first = await opened.now();
    await opened.store.replace('b', { after: '' }, { ...toFound([object('t'), object('u')]), since: first });
    await end(first);
    await opened.store.replace('b', { after: '' }, { ...toFound([object('u')]), since: await opened.now() });
    expect(await kept()).toEqual([missing('t', new Date(first).toISOString())]);
  });

  test('a scan that ends keeps the targets that it finds missing and drops others, but for newer ones', async () => {
    for (const key of ['a', 'b', 'c']) await look(key);
    const since = await opened.now();
    await look('d');
    await end(since, [missing('b'), missing('bb')]);
    expect(await keys()).toEqual(['b', 'bb', 'd']);
  });

  test('a scan that misses what was written since it began does not call it missing', async () => {
    const since = await opened.now();
    await opened.store.record('b', [{ key: 't', entry: object('t') }]);
    await opened.store.replace('b', { after: '' }, { ...toFound([]), since });
    await end(since, [missing('t')]);
    expect(await keys()).toEqual([]);
  });

  test('a bucket that is gone takes its missing targets along', async () => {
    await look('t');
    await opened.store.forget('b');
    expect(await kept()).toEqual([]);
  });
}
