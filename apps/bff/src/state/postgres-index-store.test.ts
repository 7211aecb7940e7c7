import { randomUUID } from 'node:crypto';
import type { IndexEntry } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../changes/change-log.ts';
import type { IndexStore, KeptScan } from '../link-index/index-store.ts';
import { mergeContract } from '../testing/merge.contract.ts';
import { missingTargetsContract } from '../testing/missing-targets.contract.ts';
import { readEntries, toFound } from '../testing/read-entries.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPostgresChangeLog } from './postgres-change-log.ts';
import { createPostgresIndexStore } from './postgres-index-store.ts';
import { createPostgresScanStore } from './postgres-scan-store.ts';
import { connections } from './schema/tables.ts';

let database: TestDatabase;
let connection: string;
let store: IndexStore;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  connection = await addConnection();
  store = createPostgresIndexStore(database.db, connection);
});

async function addConnection(): Promise<string> {
  const id = randomUUID();
  await database.db.insert(connections).values({ id, address: id, name: id });
  return id;
}

const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;
const common = { etag: 'E', lastModified: at(0), size: 3, storageClass: 'Standard' };
const link = (key: string, more: object = {}): IndexEntry => ({
  kind: 'link',
  key,
  ...common,
  target: 't',
  ...more,
});
const object = (key: string, more: object = {}): IndexEntry => ({ kind: 'object', key, ...common, ...more });
const all = (of = store, bucket = 'b'): Promise<IndexEntry[]> => readEntries(of, bucket);
const complete: KeptScan = {
  coverage: { bucket: 'b', state: 'complete', keys: 7, calls: 3, pending: 0, scannedAt: at(1) },
};
async function now(): Promise<string> {
  const { rows } = await database.pool.query<{ now: string }>(
    "SELECT to_json(clock_timestamp()) #>> '{}' AS now",
  );
  return rows[0]?.now ?? '';
}
const keys = async (): Promise<string[]> => (await all()).map(({ key }) => key);
const scan = (...entries: IndexEntry[]): Promise<void> => whole(entries, undefined);
async function whole(entries: IndexEntry[], since: string | undefined): Promise<void> {
  await store.replace('b', { after: '' }, { ...toFound(entries), since: since ?? (await now()) });
}

const openEmpty = async () => ({
  store: createPostgresIndexStore(database.db, await addConnection()),
  now,
});
missingTargetsContract(openEmpty);
mergeContract(openEmpty);

test('entries come back as they were, whatever they hold, in the order of bytes', async () => {
  const entries = [
    object('B'),
    object('a', { restored: true }),
    link('a/1', { target: 'odd\0\ud800' }),
    link('a/2', { target: undefined, forbidden: true }),
    link('a/3', {
      readAs: 'x y',
      brokenSince: at(9),
      served: { wrong: ['contentType'], targetModified: at(1) },
    }),
    link('é🙂', { served: { wrong: [], targetModified: at(1) } }),
  ];
  await scan(...entries);
  expect(await all()).toEqual(entries.map((entry) => JSON.parse(JSON.stringify(entry)) as IndexEntry));
  expect(await store.entries('b', { after: 'a', limit: 2 })).toMatchObject([{ key: 'a/1' }, { key: 'a/2' }]);
  expect(await all(store, 'other')).toEqual([]);
  const other = createPostgresIndexStore(database.db, await addConnection());
  expect(await all(other)).toEqual([]);
});

test('a scan takes the place of what was known in its range, and of nothing else', async () => {
  await scan(object('a'), object('b'), object('c'), object('d'));
  const since = await now();
  const entries = [object('b', { etag: 'F' }), object('bb')];
  await store.replace('b', { after: 'a', upTo: 'c' }, { ...toFound(entries), since });
  expect(await keys()).toEqual(['a', 'b', 'bb', 'd']);
  expect((await all())[1]).toMatchObject({ etag: 'F' });
  await store.replace('b', { after: 'bb' }, { ...toFound([]), since: await now() });
  expect(await keys()).toEqual(['a', 'b', 'bb']);
});

test('what was recorded since a scan began outlives it', async () => {
  await scan(object('gone'), object('old'), object('stays'));
  const since = await now();
  await store.record('b', [
    { key: 'new', entry: link('new') },
    { key: 'old', entry: object('old', { etag: 'NEW', lastModified: at(5) }) },
    { key: 'gone' },
  ]);
  await whole([object('old'), object('stays')], since);
  expect(await all()).toMatchObject([{ key: 'new' }, { key: 'old', etag: 'NEW' }, { key: 'stays' }]);
});

test('a key that was deleted while a scan runs is not brought back by it, until a later scan finds it', async () => {
  await scan(object('gone'), object('stays'));
  const since = await now();
  await store.record('b', [{ key: 'gone' }, { key: 'unknown' }]);
  await whole([object('gone'), object('stays'), object('unknown')], since);
  expect(await keys()).toEqual(['stays']);
  await scan(object('gone'), object('stays'));
  expect(await keys()).toEqual(['gone', 'stays']);
  await store.record('b', [{ key: 'gone' }]);
  await store.record('b', [{ key: 'gone', entry: object('gone') }]);
  expect(await keys()).toEqual(['gone', 'stays']);
});

test('what says that nothing is stored at a key is gone once a scan that began later has passed it', async () => {
  await store.record('b', [{ key: 'a' }, { key: 'c' }]);
  await store.replace('b', { after: '', upTo: 'b' }, { ...toFound([]), since: await now() });
  const { rows } = await database.pool.query(
    'SELECT key, kind FROM signpost.index_keys WHERE connection_id = $1',
    [connection],
  );
  expect(rows).toEqual([{ key: 'c', kind: 'absent' }]);
});

test('what was derived of a link outlives a scan for as long as the link is the same', async () => {
  const derived = {
    readAs: 'x y',
    brokenSince: at(9),
    served: { wrong: ['contentType'], targetModified: at(1) },
  };
  await scan(link('same'), link('elsewhere'), link('newer'), object('o', { restored: true }));
  await store.record(
    'b',
    ['same', 'elsewhere', 'newer'].map((key) => ({ key, entry: link(key, derived), derived: true })),
  );
  await scan(
    link('same'),
    link('elsewhere', { target: 'u' }),
    link('newer', { lastModified: at(2) }),
    object('o'),
  );
  expect(await all()).toEqual([
    link('elsewhere', { target: 'u' }),
    link('newer', { lastModified: at(2) }),
    object('o'),
    link('same', derived),
  ]);
});

test('what is derived of a key while a scan runs keeps the scan from nothing', async () => {
  await scan(link('l'), link('gone'));
  const since = await now();
  const derived = (key: string) => ({ key, entry: link(key, { brokenSince: at(9) }), derived: true });
  await store.record('b', [derived('l'), derived('gone')]);
  await whole([link('l', { target: 'u', etag: 'F' })], since);
  expect(await all()).toEqual([link('l', { target: 'u', etag: 'F' })]);
});

test('of what is behind the key that a scan came to, only what was seen since stays', async () => {
  await scan(object('a'), object('b'), object('c'));
  const since = await now();
  await store.replace('b', { after: '', upTo: 'a' }, { ...toFound([object('a')]), since });
  // A part behind a gap was read as well.
  await store.replace('b', { after: 'c' }, { ...toFound([object('d')]), since });
  await store.record('b', [{ key: 'e', entry: object('e') }]);
  await store.keep({ coverage: { ...complete.coverage, state: 'partial' }, scannedUpTo: 'a', since });
  expect(await keys()).toEqual(['a', 'e']);
});

test('an older state of a key does not take the place of a newer one', async () => {
  await store.record('b', [{ key: 'k', entry: link('k', { target: 'newer', lastModified: at(5) }) }]);
  await store.record('b', [{ key: 'k', entry: link('k', { target: 'older', lastModified: at(4) }) }]);
  expect(await all()).toMatchObject([{ target: 'newer' }]);
  await store.record('b', [{ key: 'k', entry: link('k', { target: 'newest', lastModified: at(5) }) }]);
  expect(await all()).toMatchObject([{ target: 'newest' }]);
});

test('a row that says what is known already is not written again', async () => {
  await scan(object('a'), link('b'));
  const versions = async (): Promise<unknown[]> =>
    (
      await database.pool.query(
        `SELECT key, xmin::text FROM signpost.index_keys
          UNION ALL SELECT after, xmin::text FROM signpost.index_objects ORDER BY key`,
      )
    ).rows;
  const before = await versions();
  await scan(object('a'), link('b'));
  await store.record('b', [{ key: 'b', entry: link('b') }]);
  expect(await versions()).toEqual(before);
});

test('a key with a NUL, of which PostgreSQL keeps no row, is kept where it is packed', async () => {
  await store.record('b', [{ key: 'a\0b', entry: object('a\0b') }, { key: 'c\0' }]);
  await scan(object('a'), object('x\0'), link('y\0'));
  expect(await keys()).toEqual(['a', 'x\0']);
  await scan(object('a'));
  expect(await keys()).toEqual(['a']);
});

describe('a write that is settled', () => {
  const settle = async (key: string, outcome: Partial<Outcome>): Promise<void> => {
    const log = createPostgresChangeLog({ db: database.db, replica: randomUUID(), ownedMs: 1000 });
    const id = randomUUID();
    await log.begin([
      {
        id,
        group: id,
        connection,
        bucket: 'b',
        key,
        action: 'repoint',
        at: at(0),
        actor: { kind: 'person', id: 'ada', name: 'Ada' },
        before: { kind: 'absent' },
        intended: { kind: 'absent' },
        versioning: 'never',
      },
    ]);
    await log.settle([{ id, at: at(1), outcome: 'applied', ...outcome }]);
    expect((await log.get(connection, id))?.outcome?.outcome).toBe(outcome.outcome ?? 'applied');
  };
  const state = (target: string, second: number): KeyState => ({
    kind: 'link',
    facts: { etag: 'E2', lastModified: at(second), size: target.length },
    link: {
      target,
      headers: { known: true, value: {} },
      metadata: { known: true, value: {} },
      acl: { known: true, value: 'default' },
      tags: { known: true, value: {} },
      storageClass: { known: true, value: 'IA' },
    },
  });

  test('is in the index of a bucket that was scanned, along with its outcome', async () => {
    await store.keep(complete);
    await scan(link('l', { brokenSince: at(0), served: { wrong: [], targetModified: at(0) } }), link('gone'));
    await settle('l', { after: state('odd\0', 5) });
    await settle('new', { after: state('v2', 5) });
    await settle('gone', { after: { kind: 'absent' } });
    const written = { kind: 'link', etag: 'E2', lastModified: at(5), storageClass: 'IA' };
    expect(await all()).toEqual([
      { ...written, key: 'l', size: 4, target: 'odd\0' },
      { ...written, key: 'new', size: 2, target: 'v2' },
    ]);
  });

  test('leaves the index alone where it failed, was not read back, or is older than what is known', async () => {
    await store.keep(complete);
    await scan(link('l', { lastModified: at(5) }));
    const before = await all();
    await settle('l', { outcome: 'failed', after: state('v2', 6) });
    await settle('l', { outcome: 'unknown' });
    await settle('l', {});
    await settle('l', { after: state('v2', 4) });
    expect(await all()).toEqual(before);
  });

  test('that deleted a key is not undone by a scan that listed the key before', async () => {
    await store.keep(complete);
    await scan(link('gone'));
    const since = await now();
    await settle('gone', { after: { kind: 'absent' } });
    await settle('never-seen', { after: { kind: 'absent' } });
    await whole([link('gone'), link('never-seen'), link('stays')], since);
    expect(await keys()).toEqual(['stays']);
  });

  test('is kept where the first scan of the bucket is under way, and outlives it', async () => {
    const options = { db: database.db, connectionId: connection, holder: randomUUID(), newId: randomUUID };
    const scans = createPostgresScanStore(options);
    await scans.begin('b', { headers: false });
    const since = (await scans.get('b'))?.since;
    await settle('new', { after: state('v2', 5) });
    await settle('gone', { after: { kind: 'absent' } });
    await whole([link('gone'), link('stays')], since);
    expect(await keys()).toEqual(['new', 'stays']);
  });

  test('is in no index where the bucket was never scanned', async () => {
    await settle('l', { after: state('v2', 5) });
    expect(await all()).toEqual([]);
  });
});

test('the end of a scan is kept for each bucket, and the last one counts', async () => {
  const kept: KeptScan = {
    coverage: { ...complete.coverage, state: 'partial', why: 'bound' },
    scannedUpTo: 'k',
    archiveDirectRead: true,
    lifecycle: [
      {
        id: 'cold-60',
        prefix: 'v',
        tags: [['team', 'cli']],
        expiration: { before: 1 },
        transitions: [{ when: { days: 60 }, storageClass: 'Archive', byAccess: false }],
        notPrefixes: ['v2'],
        hasNotTags: true,
        largerThan: 1,
        smallerThan: 9,
      },
    ],
  };
  await store.keep(kept);
  const other = { coverage: { ...kept.coverage, bucket: 'a' } };
  await store.keep(other);
  expect(await store.scans()).toEqual([other, kept]);
  await store.keep(complete);
  expect(await store.scans()).toEqual([other, complete]);
});
