import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../audit/verify-chain.ts';
import type { Intent } from '../changes/change-log.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createState, type State } from './open-state.ts';
import { applyRetention } from './retention.ts';

let database: TestDatabase;
let state: State;
let connection: string;
const never = new AbortController().signal;
beforeAll(async () => {
  database = await openTestDatabase();
  state = createState({ db: database.db, newId: randomUUID });
  connection = await state.connectionId({ address: 'kept', name: 'default' });
});
afterAll(() => database.drop());

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
async function record(days: number, outcome?: 'applied' | 'unknown'): Promise<string> {
  const id = randomUUID();
  const intent: Intent = {
    id,
    group: id,
    connection,
    bucket: 'acme',
    key: id,
    action: 'delete',
    at: daysAgo(days),
    actor: { kind: 'person', id: 'ada', name: 'Ada' },
    before: { kind: 'absent' },
    intended: { kind: 'absent' },
    versioning: 'never',
  };
  await state.changeLog.begin([intent]);
  if (outcome !== undefined)
    await state.changeLog.settle([
      {
        id,
        at: intent.at,
        outcome,
        ...(outcome === 'unknown' ? { mayArriveUntil: daysAgo(days) } : {}),
      },
    ]);
  return id;
}

test('old changes and numbers go, young ones and open ones stay', async () => {
  const [old, young] = [await record(31, 'applied'), await record(29, 'applied')];
  const [pending, open] = [await record(90), await record(90, 'unknown')];
  const stats = state.dailyStatsOf(connection);
  for (const days of [50, 2])
    await stats.record({ day: daysAgo(days).slice(0, 10), links: 1, broken: 0, byHealth: {} });
  expect(
    await applyRetention(database.db, { changes: 30, dailyStats: 40, outsideChanges: 30 }, never),
  ).toEqual({
    changes: 1,
    dailyStats: 1,
    plans: 0,
  });
  const { items } = await state.changeLog.page({ connection }, { limit: 10 });
  expect(items.map(({ intent: { id } }) => id)).toEqual([open, pending, young]);
  expect(items.some(({ intent: { id } }) => id === old)).toBe(false);
});

test('a table without a limit keeps everything', async () => {
  await record(5000, 'applied');
  expect(await applyRetention(database.db, { dailyStats: 40, outsideChanges: 30 }, never)).toMatchObject({
    changes: 0,
  });
});

test('plans that ended go with the changes they made; open ones stay', async () => {
  const { planStore } = state;
  const make = () =>
    planStore.create({
      connection,
      bucket: 'acme',
      source: { kind: 'folder-move', prefix: 'a/', to: 'b/' },
      origin: { kind: 'folder-move', prefix: 'a/', to: 'b/', renaming: 'same' },
      createdAt: daysAgo(90),
      actor: { kind: 'person', id: 'ada', name: 'Ada' },
    });
  const [old, young, open] = [await make(), await make(), await make()];
  await planStore.move(old.id, ['drafting'], { to: 'discarded', endedAt: daysAgo(31) });
  await planStore.move(young.id, ['drafting'], { to: 'discarded', endedAt: daysAgo(29) });
  expect(
    await applyRetention(database.db, { changes: 30, dailyStats: 40, outsideChanges: 30 }, never),
  ).toMatchObject({
    plans: 1,
  });
  expect(await planStore.get(connection, old.id)).toBeUndefined();
  for (const { id } of [young, open]) expect(await planStore.get(connection, id)).toBeDefined();
});

test('old events of the audit log go only where days are set, and what stays is one chain', async () => {
  const own = await openTestDatabase();
  try {
    const { audit } = createState({ db: own.db, newId: randomUUID });
    const actor = { kind: 'person', id: 'ada', name: 'Ada' } as const;
    for (const days of [400, 31, 29])
      await audit.record({ at: daysAgo(days), actor, action: 'scan.start', outcome: 'done' });
    const keep = { dailyStats: 400, outsideChanges: 400 };
    await applyRetention(own.db, keep, never);
    expect(await verifyChain(audit)).toMatchObject({ intact: true, count: 3 });
    await applyRetention(own.db, { ...keep, auditEvents: 30 }, never);
    const { items } = await audit.page({}, { limit: 9 });
    expect(items.map(({ action }) => action)).toEqual(['audit.trim', 'scan.start']);
    expect(await verifyChain(audit)).toMatchObject({ intact: true, count: 2, base: { sequence: 2 } });
  } finally {
    await own.drop();
  }
});
