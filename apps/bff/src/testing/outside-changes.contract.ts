import { randomUUID } from 'node:crypto';
import type { IndexEntry } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ChangeLog, Intended, Outcome } from '../changes/change-log.ts';
import type { IndexStore, KeptScan } from '../link-index/index-store.ts';
import type { OutsideChange, OutsideChanges } from '../link-index/outside-changes.ts';
import { readEntries, toFound } from './read-entries.ts';

interface Opened {
  store: IndexStore;
  outsideChanges: OutsideChanges;
  changeLog: ChangeLog;
  connection: string;
  /** By the clock of the store. */
  now: () => Promise<string>;
}

const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;
const common = { etag: 'E', lastModified: at(0), size: 3, storageClass: 'Standard' };
const link = (key: string, target: string | undefined, more: object = {}): IndexEntry => ({
  kind: 'link',
  key,
  ...common,
  ...(target === undefined ? {} : { target }),
  ...more,
});
const object = (key: string): IndexEntry => ({ kind: 'object', key, ...common });

/** What every store of outside changes promises together with its index store. `open` gives empty ones. */
export function outsideChangesContract(open: () => Promise<Opened>): void {
  let opened: Opened;
  beforeEach(async () => {
    opened = await open();
  });
  const changesOf = async (key: string): Promise<OutsideChange[]> =>
    (await opened.outsideChanges.page({ bucket: 'b', key }, { limit: 99 })).items;
  const ends = async (key: string): Promise<unknown[]> =>
    (await changesOf(key)).map(({ before, after }) => [toWords(before), toWords(after)]);

  /** A scan that ended, of which `upTo` is the key behind which it knows nothing. */
  async function scan(entries: IndexEntry[], { since, upTo }: { since?: string; upTo?: string } = {}) {
    const begun = since ?? (await opened.now());
    await opened.store.replace('b', { after: '', upTo }, { ...toFound(entries), since: begun });
    const state = upTo === undefined ? 'complete' : 'partial';
    const coverage: KeptScan['coverage'] = {
      bucket: 'b',
      state,
      keys: 1,
      calls: 1,
      pending: 0,
      scannedAt: at(9),
    };
    await opened.store.keep({ coverage, scannedUpTo: upTo, since: begun });
    return begun;
  }
  const look = (key: string, entry?: IndexEntry): Promise<void> => opened.store.record('b', [{ key, entry }]);

  test('a first scan is no news', async () => {
    await look('l', link('l', 'a'));
    await scan([link('l', 'b'), link('m', 'a')]);
    expect([await ends('l'), await ends('m')]).toEqual([[], []]);
  });

  test('a scan tells of links that lead elsewhere, have gone, are new or replaced an object, with both moments', async () => {
    const first = await scan([
      link('l', 'a'),
      link('gone', 'a'),
      object('o'),
      link('same', 'a'),
      object('p'),
    ]);
    await scan([link('l', 'b'), link('new', 'odd\0'), link('o', 'a'), link('same', 'a', { etag: 'F' })]);
    expect(await ends('l')).toEqual([['a', 'b']]);
    expect(await ends('gone')).toEqual([['a', 'absent']]);
    expect(await ends('new')).toEqual([['absent', 'odd\0']]);
    expect(await ends('o')).toEqual([['object', 'a']]);
    // Objects are the business of others, and a link written again leads where it led.
    expect([await ends('p'), await ends('same')]).toEqual([[], []]);
    const [change] = await changesOf('l');
    expect(change).toMatchObject({ bucket: 'b', key: 'l' });
    expect(Date.parse(change!.seenBefore)).toBe(Date.parse(first));
    expect(Date.parse(change!.seenAt)).toBeGreaterThanOrEqual(Date.parse(change!.seenBefore));
  });

  test('a change is told once, whoever finds it again', async () => {
    await scan([link('l', 'a'), link('gone', 'a')]);
    const found = link('l', 'b', { lastModified: at(5) });
    await look('l', found);
    await look('gone');
    await look('l', found);
    await look('gone');
    const since = await scan([found]);
    await scan([found], { since });
    expect(await ends('l')).toEqual([['a', 'b']]);
    expect(await ends('gone')).toEqual([['a', 'absent']]);
  });

  test('the earlier moment is that of the last look that found something new, or of the last scan', async () => {
    await scan([link('l', 'a')]);
    const between = await opened.now();
    await look('l', link('l', 'b', { lastModified: at(5) }));
    await look('l', link('l', 'c', { lastModified: at(6) }));
    expect(await ends('l')).toEqual([
      ['b', 'c'],
      ['a', 'b'],
    ]);
    expect((await changesOf('l'))[0]!.seenBefore >= between.slice(0, 23)).toBe(true);
  });

  test('what is derived of a key tells nothing, and brings back nothing', async () => {
    await scan([link('l', 'a'), link('gone', 'a')]);
    await look('gone');
    await opened.store.record('b', [
      { key: 'l', entry: link('l', 'b'), derived: true },
      { key: 'l', entry: link('l', 'a', { brokenSince: at(1), lastModified: at(3) }), derived: true },
      { key: 'gone', entry: link('gone', 'a'), derived: true },
      { key: 'never', entry: link('never', 'a'), derived: true },
    ]);
    const entries = await readEntries(opened.store, 'b');
    expect(entries.map(({ key }) => key)).toEqual(['l']);
    expect([(await ends('gone')).length, await ends('never')]).toEqual([1, []]);
  });

  test('a scan that was cut does not tell of keys that it did not come to', async () => {
    await scan([link('a', 't'), link('m', 't'), link('z', 't')]);
    await scan([link('a', 't')], { upTo: 'm' });
    expect(await ends('m')).toEqual([['t', 'absent']]);
    expect(await ends('z')).toEqual([]);
    await scan([link('a', 't'), link('z', 't')]);
    expect(await ends('z')).toEqual([]);
  });

  test('a target that nobody may read is not told to have changed', async () => {
    await scan([link('l', 'a')]);
    await scan([link('l', undefined, { forbidden: true })]);
    await scan([link('l', 'a')]);
    expect(await ends('l')).toEqual([]);
  });

  test('pages come newest first', async () => {
    await scan([link('l', 't0')]);
    for (let i = 1; i <= 3; i += 1) await look('l', link('l', `t${i}`, { lastModified: at(i) }));
    const page: OutsideChanges['page'] = (of, at) => opened.outsideChanges.page(of, at);
    const first = await page({ bucket: 'b', key: 'l' }, { limit: 2 });
    const second = await page({ bucket: 'b', key: 'l' }, { limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ after }) => toWords(after))).toEqual(['t3', 't2', 't1']);
    expect(second.nextCursor).toBeUndefined();
    expect((await page({ bucket: 'b', key: 'a\0' }, { limit: 2 })).items).toEqual([]);
  });

  describe('a change of ours', () => {
    const begin = async (key: string, intended: Intended): Promise<string> => {
      const id = randomUUID();
      await opened.changeLog.begin([
        {
          id,
          group: id,
          connection: opened.connection,
          bucket: 'b',
          key,
          action: 'repoint',
          at: at(0),
          actor: { kind: 'person', id: 'ada', name: 'Ada' },
          before: { kind: 'absent' },
          intended,
          versioning: 'never',
        },
      ]);
      return id;
    };
    const settle = (id: string, outcome: Partial<Outcome>): Promise<void> =>
      opened.changeLog.settle([{ id, at: at(1), outcome: 'applied', ...outcome }]);
    const draft = (target: string): Intended => ({
      kind: 'link',
      link: { target, headers: {}, metadata: {}, acl: 'default', tags: {}, storageClass: 'Standard' },
    });

    test('is not told, before it is settled and after', async () => {
      await scan([link('l', 'a'), link('d', 'a'), link('r', 'a')]);
      const ids = [await begin('l', draft('b')), await begin('d', { kind: 'absent' })];
      // Found by somebody else before the console that wrote it says how it went.
      const found = link('l', 'b', { etag: 'E2', lastModified: at(5) });
      await look('l', found);
      await look('d');
      await settle(ids[0]!, { after: toState('b', 5) });
      await settle(ids[1]!, { after: { kind: 'absent' } });
      await settle(await begin('r', draft('b')), { after: toState('b', 5) });
      await scan([found, { ...found, key: 'r' }]);
      expect([await ends('l'), await ends('d'), await ends('r')]).toEqual([[], [], []]);
    });

    test('whose outcome is unknown is not told where what was found is what it wants', async () => {
      await scan([link('l', 'a'), link('d', 'a'), link('other', 'a')]);
      await settle(await begin('l', draft('b')), { outcome: 'unknown' });
      await settle(await begin('d', { kind: 'absent' }), { outcome: 'unknown' });
      await settle(await begin('other', draft('b')), { outcome: 'unknown' });
      await scan([link('l', 'b'), link('other', 'c')]);
      expect([await ends('l'), await ends('d')]).toEqual([[], []]);
      expect(await ends('other')).toEqual([['a', 'c']]);
    });

    test('that failed explains nothing, and one that was written over does not either', async () => {
      await scan([link('l', 'a'), link('m', 'a')]);
      await settle(await begin('l', draft('b')), { outcome: 'failed' });
      await settle(await begin('m', draft('b')), { after: toState('b', 5) });
      await scan([link('l', 'b'), link('m', 'c', { lastModified: at(6) })]);
      expect(await ends('l')).toEqual([['a', 'b']]);
      expect((await ends('m')).map((pair) => (pair as string[])[1])).toEqual(['c']);
    });
  });
}

function toState(target: string, second: number): KeyState {
  return {
    kind: 'link',
    facts: { etag: 'E2', lastModified: at(second), size: 3 },
    link: {
      target,
      headers: { known: true, value: {} },
      metadata: { known: true, value: {} },
      acl: { known: true, value: 'default' },
      tags: { known: true, value: {} },
      storageClass: { known: true, value: 'Standard' },
    },
  };
}

function toWords(state: OutsideChange['before']): string {
  return state.kind === 'link' ? (state.target ?? 'unknown') : state.kind;
}
