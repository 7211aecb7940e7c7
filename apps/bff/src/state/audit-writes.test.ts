import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RecordedEvent } from '../audit/audit-log.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import type { Intent, Outcome } from '../changes/change-log.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createState, type State } from './open-state.ts';

let database: TestDatabase;
let state: State;
let connection: string;
beforeAll(async () => {
  database = await openTestDatabase();
  state = createState({ db: database.db, newId: randomUUID });
});
afterAll(() => database.drop());
beforeEach(async () => {
  connection = await state.connectionId({ address: randomUUID(), name: 'default' });
});

async function begin(more: Partial<Intent> = {}): Promise<string> {
  const id = randomUUID();
  const intent: Intent = {
    id,
    group: id,
    connection,
    bucket: 'acme',
    key: 'latest.zip',
    action: 'repoint',
    at: '2026-11-22T10:00:00.000Z',
    actor: { kind: 'person', id: 'ada', name: 'Ada' },
    before: { kind: 'absent' },
    intended: { kind: 'absent' },
    versioning: 'never',
    ...more,
  };
  await state.changeLog.begin([intent]);
  return id;
}

function settle(id: string, outcome: Outcome['outcome'], more: Partial<Outcome> = {}): Promise<void> {
  return state.changeLog.settle([{ id, at: '2026-11-22T10:00:01.000Z', outcome, ...more }]);
}

async function events(): Promise<RecordedEvent[]> {
  const { items } = await state.audit.page({ connection }, { limit: 50 });
  return items.filter((event) => event.connection === connection);
}

test('a write is one event once its outcome is recorded, with who asked for it and from where', async () => {
  const request = { requestId: 'r-1', address: '::1' };
  const id = await begin({ reason: 'release 2', request });
  expect(await events()).toEqual([]);
  await settle(id, 'applied', { ossRequestId: '65A0' });
  expect(await events()).toMatchObject([
    {
      at: '2026-11-22T10:00:01.000Z',
      actor: { kind: 'person', id: 'ada', name: 'Ada' },
      action: 'write.repoint',
      outcome: 'done',
      bucket: 'acme',
      key: 'latest.zip',
      change: id,
      ossRequestId: '65A0',
      reason: 'release 2',
      ...request,
    },
  ]);
  expect((await state.changeLog.get(connection, id))?.intent.request).toEqual(request);
});

test('an outcome that stays unknown is told once, and told again when it is known', async () => {
  const id = await begin();
  for (const _ of [1, 2, 3]) await settle(id, 'unknown');
  await settle(id, 'failed', { problem: { code: 'key-changed' } });
  expect(await events()).toMatchObject([
    { outcome: 'failed', details: { problem: 'key-changed' } },
    { outcome: 'unknown' },
  ]);
});

test('rows of a plan and the invented history of the demo are no events of their own', async () => {
  await settle(await begin({ group: randomUUID() }), 'applied');
  await settle(await begin({ origin: 'demo' }), 'applied');
  const two = [await begin({ group: randomUUID() }), await begin({ action: 'upload' })];
  const at = '2026-11-22T10:00:01.000Z';
  await state.changeLog.settle(two.map((id) => ({ id, at, outcome: 'applied' as const })));
  expect(await events()).toMatchObject([{ action: 'write.upload' }]);
});

test('an outcome whose event cannot be kept is not kept either', async () => {
  const id = await begin();
  await database.pool.query('ALTER TABLE signpost.audit_events RENAME TO away');
  await expect(settle(id, 'applied')).rejects.toThrow();
  await database.pool.query('ALTER TABLE signpost.away RENAME TO audit_events');
  expect((await state.changeLog.get(connection, id))?.outcome).toBeUndefined();
  await settle(id, 'applied');
  expect(await events()).toMatchObject([{ change: id, outcome: 'done' }]);
});

test('two consoles that settle many writes at once make one chain', async () => {
  const other = createState({ db: database.db, newId: randomUUID });
  const ids = await Promise.all(Array.from({ length: 20 }, () => begin()));
  const at = '2026-11-22T10:00:01.000Z';
  await Promise.all(
    ids.map((id, index) =>
      (index % 2 === 0 ? state : other).changeLog.settle([{ id, at, outcome: 'applied' }]),
    ),
  );
  expect((await events()).length).toBe(20);
  expect(await verifyChain(state.audit)).toMatchObject({ intact: true });
});

test('of two consoles that find the same outcome one tells of it', async () => {
  const other = createState({ db: database.db, newId: randomUUID });
  const id = await begin();
  const outcome = { id, at: '2026-11-22T10:00:01.000Z', outcome: 'applied' } as const;
  await Promise.all([state, other].map(({ changeLog }) => changeLog.settle([outcome])));
  expect((await events()).length).toBe(1);
});
