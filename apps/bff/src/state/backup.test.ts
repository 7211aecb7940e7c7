import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding } from '@signpost/link-model/write';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyChain } from '../audit/verify-chain.ts';
import type { Intent } from '../changes/change-log.ts';
import type { PlanStore } from '../plans/plan-store.ts';
import { draftRow } from '../testing/plan-store-suite.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { restoreBackup, writeBackup } from './backup.ts';
import { createState } from './open-state.ts';

let folder: string;
let file: string;
let from: TestDatabase;
let to: TestDatabase;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-backup-'));
  file = path.join(folder, 'signpost.ndjson');
  from = await openTestDatabase();
  to = await openTestDatabase();
});
afterEach(async () => {
  await from.drop();
  await to.drop();
  await rm(folder, { recursive: true, force: true });
});

async function fill(changes: number): Promise<string> {
  const state = createState({ db: from.db, newId: randomUUID });
  const connection = await state.connectionId({ address: 'embedded', name: 'default' });
  const intents = Array.from({ length: changes }, (_, i): Intent => {
    const id = randomUUID();
    return {
      id,
      group: id,
      connection,
      bucket: 'acme',
      key: `line\nbreak "${i}" \u2028 中🙂`,
      action: 'delete',
      at: new Date(1_700_000_000_000 + i).toISOString(),
      actor: { kind: 'person', id: 'ada', name: 'Ada' },
      before: { kind: 'absent' },
      intended: { kind: 'absent' },
      versioning: 'never',
    };
  });
  for (let i = 0; i < intents.length; i += 500) await state.changeLog.begin(intents.slice(i, i + 500));
  await state.changeLog.settle(
    intents.slice(0, 3).map(({ id, at }) => ({ id, at, outcome: 'applied' as const, versionId: 'v' })),
  );
  await state
    .dailyStatsOf(connection)
    .record({ day: '2026-11-20', links: 3, broken: 1, byHealth: { ok: 2 } });
  await addPlan(state.planStore, connection);
  return connection;
}

async function addPlan(store: PlanStore, connection: string): Promise<void> {
  const origin = { kind: 'folder-move' as const, prefix: 'latest/', to: 'v2/', renaming: 'same' as const };
  const { id } = await store.create({
    connection,
    bucket: 'acme',
    source: { kind: 'folder-move', prefix: 'latest/', to: 'v2/' },
    origin,
    createdAt: '2026-11-22T10:00:00.000Z',
    actor: { kind: 'person', id: 'ada', name: 'Ada' },
  });
  await store.claimPlans(['drafting'], [connection], 60_000);
  const findings: Finding[] = [{ code: 'target-missing', level: 'choose' }];
  const rows = [
    draftRow(1, { key: '中🙂 "\u2028', target: 'odd\0\ud800', findings }),
    draftRow(2, { settings: { tags: { a: '\0' } } }),
  ];
  await store.addRows(id, rows);
  await store.finishDraft(id, { origin });
}

const dump = async ({ pool }: TestDatabase): Promise<unknown[]> =>
  Promise.all(
    ['connections', 'changes', 'plans', 'plan_rows', 'daily_stats', 'audit_events', 'audit_chain'].map(
      async (table) => (await pool.query(`SELECT * FROM signpost.${table} ORDER BY 1, 2`)).rows,
    ),
  );

test('everything comes back as it was, and later changes follow on', async () => {
  const connection = await fill(1201);
  expect(await writeBackup(from.pool, file)).toMatchObject({
    connections: 1,
    changes: 1201,
    plans: 1,
    plan_rows: 2,
    audit_events: 3,
    audit_chain: 1,
  });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['signpost.ndjson']);
  await restoreBackup(to.pool, file);
  expect(await dump(to)).toEqual(await dump(from));
  const restored = createState({ db: to.db, newId: randomUUID });
  expect(await restored.connectionId({ address: 'embedded', name: 'default' })).toBe(connection);
  const [newest] = (await restored.changeLog.page({ connection }, { limit: 1 })).items;
  await addPlan(restored.planStore, connection);
  const plans = await restored.planStore.list({ connection }, { limit: 9 });
  expect(plans.items.map(({ number }) => number)).toEqual([2, 1]);
  const id = randomUUID();
  await restored.changeLog.begin([{ ...(newest?.intent as Intent), id, group: id }]);
  expect((await restored.changeLog.page({ connection }, { limit: 1 })).items[0]?.intent.id).toBe(id);
  await restored.changeLog.settle([{ id, at: '2026-11-22T10:00:00.000Z', outcome: 'applied' }]);
  expect(await verifyChain(restored.audit)).toMatchObject({ intact: true, count: 4 });
});

test('a file of before there were plans is restored', async () => {
  await fill(3);
  await writeBackup(from.pool, file);
  const lines = (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => !line.startsWith('{"table":"plan'));
  const { rows } = JSON.parse(lines.at(-2)!) as { rows: Record<string, number> };
  const { plans: _, plan_rows: __, ...older } = rows;
  const body = lines
    .slice(0, -2)
    .map((line) => `${line}\n`)
    .join('');
  const sha256 = createHash('sha256').update(body).digest('hex');
  await writeFile(file, `${body}${JSON.stringify({ end: true, rows: older, sha256 })}\n`);
  expect(await restoreBackup(to.pool, file)).toMatchObject({ changes: 3, plans: 0, plan_rows: 0 });
});

test('an empty state is backed up and restored too', async () => {
  await writeBackup(from.pool, file);
  expect(await restoreBackup(to.pool, file)).toMatchObject({ connections: 0, changes: 0 });
});

test('a database that holds something is left alone', async () => {
  await fill(1);
  await writeBackup(from.pool, file);
  const before = await dump(from);
  await expect(restoreBackup(from.pool, file)).rejects.toThrow(/not empty/);
  expect(await dump(from)).toEqual(before);
});

test('a file that was cut short anywhere, or changed, restores nothing', async () => {
  await fill(3);
  await writeBackup(from.pool, file);
  const text = await readFile(file, 'utf8');
  const lines = text.split('\n');
  const damaged = [
    ...Array.from({ length: 12 }, (_, i) => text.slice(0, Math.floor((text.length * i) / 12))),
    text.slice(0, -2),
    text.replace('"acme"', '"acne"'),
    lines.toSpliced(2, 1).join('\n'),
    `${text}${lines[1] ?? ''}\n`,
    text.replace('"version":1', '"version":2'),
    text.replace(/"schema":\["/, '"schema":["newer'),
    'rubbish',
  ];
  for (const each of damaged) {
    await writeFile(file, each);
    await expect(restoreBackup(to.pool, file), each.slice(-80)).rejects.toThrow(/./);
  }
  expect(await dump(to)).toEqual([[], [], [], [], [], [], []]);
});

test('a backup that cannot be written leaves no file', async () => {
  await expect(writeBackup(from.pool, path.join(folder, 'no', 'such', 'folder'))).rejects.toThrow(/ENOENT/);
  await from.pool.query('ALTER TABLE signpost.changes RENAME TO away');
  await expect(writeBackup(from.pool, file)).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});
