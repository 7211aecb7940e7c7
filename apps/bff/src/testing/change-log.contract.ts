import { randomUUID } from 'node:crypto';
import type { KeyState } from '@signpost/link-model/write';
import { beforeEach, describe, expect, test } from 'vitest';
import { keyName, type ChangeLog, type Intent, type Outcome } from '../changes/change-log.ts';

const link = (target: string): KeyState => ({
  kind: 'link',
  facts: { etag: 'E', lastModified: '2026-11-22T10:00:00.000Z', size: target.length },
  link: {
    target,
    headers: { known: true, value: {} },
    metadata: { known: false, why: 'forbidden' },
    acl: { known: true, value: 'default' },
    tags: { known: true, value: { t: '中' } },
    storageClass: { known: true, value: 'Standard' },
  },
});

/** What every change log promises. `open` gives an empty one with two connections to record for. */
export function changeLogContract(
  open: () => Promise<{ log: ChangeLog; connections: [string, string] }>,
): void {
  let log: ChangeLog;
  let connection: string;
  let other: string;
  beforeEach(async () => {
    ({
      log,
      connections: [connection, other],
    } = await open());
  });

  const intent = (more: Partial<Intent> = {}): Intent => {
    const id = more.id ?? randomUUID();
    return {
      id,
      group: id,
      connection,
      bucket: 'b',
      key: 'k',
      action: 'repoint',
      at: '2026-11-22T10:00:00.000Z',
      actor: { kind: 'person', id: 'ada', name: 'Ada' },
      before: link('v1'),
      intended: { kind: 'absent' },
      versioning: 'never',
      ...more,
    };
  };
  const applied = (id: string, more: Partial<Outcome> = {}): Outcome => ({
    id,
    at: '2026-11-22T10:00:01.000Z',
    outcome: 'applied',
    ...more,
  });
  const record = async (
    more: Partial<Intent> = {},
    outcome: Partial<Outcome> | 'none' = {},
  ): Promise<string> => {
    const made = intent(more);
    await log.begin([made]);
    if (outcome !== 'none') await log.settle([applied(made.id, outcome)]);
    return made.id;
  };
  const ids = async (filter: object = {}, limit = 50): Promise<string[]> =>
    (await log.page({ connection, ...filter }, { limit })).items.map((item) => item.intent.id);

  test('what was recorded comes back as it was, awkward keys and values included', async () => {
    const made = intent({
      key: ' a\u202e/"\\\n中🙂 ',
      reason: 'release \u2028',
      undoes: randomUUID(),
      removesVersion: 'v',
      versioning: 'enabled',
      origin: 'demo',
      intended: { kind: 'object', size: 3, contentType: 'text/plain' },
      actor: { kind: 'token', id: 't1', name: 'deploy' },
    });
    const outcome: Outcome = applied(made.id, {
      after: { kind: 'absent', deleteMarker: { versionId: 'm' } },
      ossRequestId: '5C1B138A109F4E405B2D8AEF',
      versionId: 'm',
      problem: { code: 'version-between', detail: 'x' },
      overtook: randomUUID(),
    });
    await log.begin([made]);
    expect(await log.get(connection, made.id)).toMatchObject({ intent: made });
    await log.settle([outcome]);
    const { intent: read, outcome: end } = (await log.get(connection, made.id)) ?? {};
    expect([read, end]).toEqual([made, outcome]);
    expect(await log.get(other, made.id)).toBeUndefined();
    expect(await log.get(connection, 'no such id')).toBeUndefined();
  });

  test('a restore comes back as it was, and is not the latest change of its key', async () => {
    const written = await record();
    const made = intent({
      action: 'restore',
      intended: {
        kind: 'restored',
        storageClass: 'ColdArchive',
        days: 3,
        tier: 'Bulk',
        readableUntil: '2026-11-24T10:00:00.000Z',
      },
    });
    await log.begin([made]);
    await log.settle([applied(made.id)]);
    const read = await log.get(connection, made.id);
    expect(read?.intent).toEqual(made);
    expect(read?.latest?.intent.id).toBe(written);
    expect((await log.latestOf([made])).get(keyName(made))?.intent.id).toBe(written);
    expect(await ids({ action: 'restore' })).toEqual([made.id]);
  });

  test('changes are read many at once, those of other connections and unknown ids left out', async () => {
    const first = await record({ key: 'latest' });
    const second = await record({ key: 'latest' });
    const [foreign] = [intent({ connection: other })];
    await log.begin([foreign]);
    const found = await log.getMany(connection, [
      second,
      'no such id',
      foreign.id,
      randomUUID(),
      first,
      first,
    ]);
    expect([...found.keys()].toSorted()).toEqual([first, second].toSorted());
    expect(found.get(first)).toEqual(await log.get(connection, first));
    expect(found.get(first)?.latest?.intent.id).toBe(second);
    expect((await log.getMany(connection, [])).size).toBe(0);
  });

  test('a key with a NUL, which nothing is stored under, is found nowhere', async () => {
    const key = { connection, bucket: 'b', key: 'a\0b' };
    expect(await log.unresolvedOf(key)).toEqual([]);
    expect((await log.latestOf([key])).size).toBe(0);
    expect((await log.versionsMade(key)).size).toBe(0);
    expect(await ids({ key: key.key })).toEqual([]);
    expect(await ids({ keyPrefix: 'a\0', requestId: '\0', actor: '\0' })).toEqual([]);
  });

  test('a batch is recorded whole or not at all', async () => {
    const [first, second] = [intent(), intent()];
    await log.begin([first]);
    await expect(log.begin([second, first])).rejects.toThrow();
    expect(await log.get(connection, second.id)).toBeUndefined();
  });

  test('a later outcome replaces the earlier one whole', async () => {
    const id = await record({}, { outcome: 'unknown', mayArriveUntil: '2026-11-22T10:02:00.000Z' });
    await log.settle([applied(id)]);
    expect((await log.get(connection, id))?.outcome).toEqual(applied(id));
  });

  describe('pages', () => {
    test('come newest first by the order of recording, also where the clock was put back', async () => {
      const made = [];
      for (const hour of ['12', '10', '11']) made.push(await record({ at: `2026-11-22T${hour}:00:00.000Z` }));
      expect(await ids()).toEqual(made.toReversed());
    });

    test('go on behind a cursor without losing or repeating one, while others are recorded', async () => {
      const made = [];
      for (let i = 0; i < 5; i += 1) made.push(await record());
      const first = await log.page({ connection }, { limit: 2 });
      await record();
      const second = await log.page({ connection }, { limit: 2, cursor: first.nextCursor });
      const third = await log.page({ connection }, { limit: 2, cursor: second.nextCursor });
      const all = [first, second, third].flatMap(({ items }) => items.map((item) => item.intent.id));
      expect(all).toEqual(made.toReversed());
      expect(third.nextCursor).toBeUndefined();
    });

    test('are filtered by every member, alone and together', async () => {
      const group = randomUUID();
      const wanted = await record(
        {
          bucket: 'x',
          key: 'a_b/c',
          group,
          action: 'delete',
          actor: { kind: 'person', id: 'bob', name: 'Bob' },
        },
        { outcome: 'failed', ossRequestId: 'ABCDEF' },
      );
      await record({ key: 'a-b/c', at: '2026-11-21T10:00:00.000Z' });
      await record({ connection: other, bucket: 'x', key: 'a_b/c', group });
      const open = await record({ key: 'open', at: '2026-11-23T10:00:00.000Z' }, 'none');
      for (const filter of [
        { bucket: 'x' },
        { key: 'a_b/c' },
        { keyPrefix: 'a_' },
        { group },
        { action: 'delete' },
        { actor: 'bob' },
        { outcome: 'failed' },
        { requestId: 'abcdef' },
        { from: '2026-11-22T10:00:00.000Z', until: '2026-11-22T10:00:00.001Z' },
        { bucket: 'x', keyPrefix: 'a', group, action: 'delete', actor: 'bob', outcome: 'failed' },
      ])
        expect(await ids(filter), JSON.stringify(filter)).toEqual([wanted]);
      expect(await ids({ outcome: 'pending' })).toEqual([open]);
      expect(await ids({ bucket: 'x', actor: 'ada' })).toEqual([]);
      expect(await ids({ group: 'not an id' })).toEqual([]);
    });

    test('begin with a prefix by code points, its last one of any plane included', async () => {
      for (const key of ['a', 'a\u{d7ff}x', 'a\u{e000}', 'a\u{10ffff}', 'a\u{10ffff}y', 'b'])
        await record({ key });
      const keys = async (keyPrefix: string): Promise<string[]> =>
        (await log.page({ connection, keyPrefix }, { limit: 9 })).items.map(({ intent }) => intent.key);
      expect(await keys('a\u{d7ff}')).toEqual(['a\u{d7ff}x']);
      expect(await keys('a\u{10ffff}')).toEqual(['a\u{10ffff}y', 'a\u{10ffff}']);
      expect(await keys('a')).toHaveLength(5);
      expect(await keys('\u{10ffff}')).toEqual([]);
    });

    test('tell of each row which change is the newest of its key', async () => {
      const first = await record();
      const second = await record();
      await record({}, { outcome: 'failed' });
      const elsewhere = await record({ key: 'k2' });
      const { items } = await log.page({ connection }, { limit: 10 });
      const latestOf = new Map(items.map(({ intent: { id }, latest }) => [id, latest?.intent.id]));
      expect(latestOf.get(first)).toBe(second);
      expect(latestOf.get(second)).toBe(second);
      expect(latestOf.get(elsewhere)).toBe(elsewhere);
    });
  });

  test('counts are of the newest that each filter lets through, pending ones included', async () => {
    const bob = { kind: 'person' as const, id: 'bob', name: 'Bob' };
    await record({ key: 'old' }, { outcome: 'failed' });
    await record({ key: 'k', actor: bob, action: 'delete' }, 'none');
    await record();
    await record();
    await record({ connection: other });
    const [all, ofBob, none] = await log.count(
      [{ connection }, { connection, actor: 'bob' }, { connection, bucket: 'a\0' }],
      3,
    );
    const sums = (counted: typeof all = []): Record<string, number> => {
      const found: Record<string, number> = {};
      for (const { actor, action, outcome, key, count } of counted) {
        const name = `${actor} ${action} ${outcome} ${key}`;
        found[name] = (found[name] ?? 0) + count;
      }
      return found;
    };
    expect(sums(all)).toEqual({ 'Ada repoint applied k': 2, 'Bob delete pending k': 1 });
    expect(sums(ofBob)).toEqual({ 'Bob delete pending k': 1 });
    expect(none).toEqual([]);
    expect(await log.count([], 3)).toEqual([]);
  });

  test('the newest change of a key is one that may have been applied, or the one that overtook it', async () => {
    const late = await record({ key: 'late' });
    await record({ key: 'late' }, { overtakenBy: late });
    await record({ key: 'failed' }, { outcome: 'failed' });
    const open = await record({ key: 'open' }, 'none');
    const keys = ['late', 'failed', 'open', 'none', 'late'].map((key) => ({ connection, bucket: 'b', key }));
    const found = await log.latestOf(keys);
    const newest = new Map([...found.values()].map(({ intent: { key, id } }) => [key, id]));
    expect([...newest].toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ['late', late],
      ['open', open],
    ]);
    expect(found.get(keyName({ connection: other, bucket: 'b', key: 'late' }))).toBeUndefined();
    expect((await log.latestOf([])).size).toBe(0);
  });

  test('versions that writes made are known by key', async () => {
    const id = await record({}, { versionId: 'v7' });
    await record({ key: 'other' }, { versionId: 'v8' });
    await record();
    expect([...(await log.versionsMade({ connection, bucket: 'b', key: 'k' }))]).toEqual([['v7', id]]);
  });

  describe('unresolved changes', () => {
    test('are those without an outcome, with an open one, or with a request that may still arrive', async () => {
      const pending = await record({}, 'none');
      const unknown = await record({}, { outcome: 'unknown' });
      const overwritten = await record(
        {},
        { outcome: 'unknown', overwrittenBy: 'outside', mayArriveUntil: '2026-11-22T10:02:00.000Z' },
      );
      await record({}, { outcome: 'unknown', overwrittenBy: 'outside' });
      await record();
      await record({}, { outcome: 'failed' });
      await record({ key: 'elsewhere' }, 'none');
      const found = await log.unresolvedOf({ connection, bucket: 'b', key: 'k' });
      expect(found.map((one) => one.intent.id)).toEqual([pending, unknown, overwritten]);
    });
  });
}
