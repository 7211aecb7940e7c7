import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { importFiles } from './import-files.ts';
import { createState, type State } from './open-state.ts';

let database: TestDatabase;
let state: State;
let folder: string;
let connectionId: string;
beforeAll(async () => {
  database = await openTestDatabase();
  state = createState({ db: database.db, newId: randomUUID });
});
afterAll(() => database.drop());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-import-'));
  connectionId = await state.connectionId({ address: randomUUID(), name: 'default' });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = () => ({
  journal: path.join(folder, 'journal-embedded.jsonl'),
  dailyStats: path.join(folder, 'readings-embedded.json'),
});
const importAll = () => importFiles(database.db, { files: files(), connectionId, connectionName: 'default' });
/** Lines as the version before wrote them. */
const intent = (id: string, more: object = {}): string =>
  JSON.stringify({
    row: 'intent',
    id,
    connection: 'default',
    bucket: 'acme',
    key: 'latest',
    action: 'repoint',
    at: '2026-11-22T10:00:00.000Z',
    actor: 'local',
    before: {
      kind: 'link',
      facts: { etag: 'E', lastModified: '2026-11-22T09:00:00.000Z', size: 2 },
      link: {
        target: 'v1',
        headers: { known: true, value: {} },
        metadata: { known: true, value: {} },
        acl: { known: true, value: 'default' },
        tags: { known: false, why: 'forbidden' },
        storageClass: { known: true, value: 'Standard' },
      },
    },
    intended: {
      target: 'v2',
      headers: {},
      metadata: {},
      acl: 'default',
      tags: {},
      storageClass: 'Standard',
    },
    versioning: 'never',
    ...more,
  });
const outcome = (id: string, more: object = {}): string =>
  JSON.stringify({ row: 'outcome', id, at: '2026-11-22T10:00:01.000Z', outcome: 'applied', ...more });
const changes = async () => (await state.changeLog.page({ connection: connectionId }, { limit: 50 })).items;

test('a journal is taken over whole and in order, once, and kept aside', async () => {
  const [first, second, open] = [randomUUID(), randomUUID(), randomUUID()];
  const text = [
    intent(first),
    outcome(first, { outcome: 'unknown', mayArriveUntil: '2026-11-22T10:02:00.000Z' }),
    intent(second, { action: 'delete', intended: null, reason: 'over' }),
    outcome(first, { ossRequestId: 'ABC' }),
    outcome(second),
    intent(open, { key: 'line separator \u2028', reason: 'paragraph \u2029' }),
    '',
  ].join('\n');
  await writeFile(files().journal, text);
  expect(await importAll()).toEqual({ rows: 3, damaged: [] });
  expect((await changes()).map((one) => [one.intent.id, one.outcome?.outcome])).toEqual([
    [open, undefined],
    [second, 'applied'],
    [first, 'applied'],
  ]);
  const [, deleted, repointed] = await changes();
  expect(deleted?.intent).toMatchObject({
    intended: { kind: 'absent' },
    reason: 'over',
    group: second,
    actor: { kind: 'person', id: 'local' },
  });
  expect(repointed).toMatchObject({
    intent: { intended: { kind: 'link', link: { target: 'v2' } }, connection: connectionId },
    outcome: { ossRequestId: 'ABC' },
  });
  expect(repointed?.outcome?.mayArriveUntil).toBeUndefined();
  expect(await readdir(folder)).toEqual(['journal-embedded.jsonl.imported']);
  expect(await readFile(`${files().journal}.imported`, 'utf8')).toBe(text);
  // Put back by hand, it is not taken over a second time.
  await writeFile(files().journal, text);
  expect(await importAll()).toEqual({ rows: 0, damaged: [] });
  expect((await changes()).length).toBe(3);
});

test('damaged and torn lines are named, and the rows around them are kept', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  const lines = [
    intent(first),
    'rubbish',
    '{"row":"intent","id":"no shape"}',
    intent(second),
    outcome(second, { after: { kind: 'nonsense' } }),
    '{"row":"outcome","id":"to',
  ];
  await writeFile(files().journal, lines.join('\n'));
  expect(await importAll()).toEqual({ rows: 2, damaged: [2, 3, 5, 6] });
  expect((await changes()).map((one) => one.intent.id)).toEqual([second, first]);
});

test('an import that is cut short begins anew', async () => {
  const id = randomUUID();
  await writeFile(files().journal, `${intent(id)}\n`);
  await database.pool.query('ALTER TABLE signpost.imports RENAME TO imports_away');
  await expect(importAll()).rejects.toThrow();
  expect(await changes()).toEqual([]);
  await database.pool.query('ALTER TABLE signpost.imports_away RENAME TO imports');
  expect(await importAll()).toEqual({ rows: 1, damaged: [] });
});

test('numbers of past days are taken over; a file that cannot be read is passed over', async () => {
  const day = { day: '2026-11-20', links: 3, broken: 1, byHealth: { ok: 2, missing: 1 } };
  await writeFile(files().dailyStats, JSON.stringify({ default: [day], other: [{ ...day, links: 9 }] }));
  await importAll();
  expect(await state.dailyStatsOf(connectionId).list()).toEqual([day]);
  await writeFile(files().dailyStats, 'rubbish');
  await importAll();
  expect(await state.dailyStatsOf(connectionId).list()).toEqual([day]);
});
