import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { ApplyTerms, DraftRow, NewPlan, PlanStore, RowFilter, StoredPlan } from '../plans/plan-store.ts';
import { createPostgresPlanStore } from '../state/postgres-plan-store.ts';
import { connections } from '../state/schema/tables.ts';
import { addRowsOf } from './add-rows-of.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/** What tests of the store of plans stand on. Its members are set anew for each test: read them, keep none. */
export interface PlanStoreSuite {
  readonly database: TestDatabase;
  /** A connection without plans. */
  readonly connection: string;
  /** Two replicas on one database. */
  readonly store: PlanStore;
  readonly other: PlanStore;
  addConnection(): Promise<string>;
  newPlan(more?: Partial<NewPlan>): NewPlan;
  /** An open plan with these rows. */
  draft(rows: Iterable<DraftRow>, more?: Partial<NewPlan>): Promise<StoredPlan>;
  /** The id of a plan that is applied, with these rows. */
  start(rows: Iterable<DraftRow>): Promise<string>;
  read(id: string): Promise<StoredPlan>;
  /** Places of the rows in the order in which they are shown. */
  places(id: string, filter?: RowFilter): Promise<number[]>;
  outcomes(id: string): Promise<StoredRowCounts>;
  /** Lets every claim of a plan, or of its rows, end. */
  expire(table: 'plans' | 'plan_rows', id: string): Promise<unknown>;
}

type StoredRowCounts = Awaited<ReturnType<PlanStore['sums']>>['outcomes'];

/** A row that repoints a link. */
export function draftRow(place: number, more: Partial<DraftRow> = {}): DraftRow {
  return {
    row: place,
    key: `latest/${place}`,
    kind: 'moved',
    action: 'repoint',
    decision: 'write',
    phase: 1,
    now: `v1/${place}`,
    target: `v2/${place}`,
    token: `token-${place}`,
    findings: [],
    ...more,
  };
}

export const applyTerms: ApplyTerms = {
  accept: ['target-missing'],
  onDrift: 'stop',
  actor: { kind: 'token', id: 't1', name: 'deploy' },
  reason: 'release\0 2',
  appliedAt: '2026-11-22T11:00:00.000Z',
};

/** One database for all tests of a file, and for each test a connection of its own. */
export function setUpPlanStore(): PlanStoreSuite {
  let database: TestDatabase;
  let connection: string;
  let store: PlanStore;
  let other: PlanStore;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    connection = await suite.addConnection();
    store = openStore(database);
    other = openStore(database);
  });
  const suite: PlanStoreSuite = {
    get database() {
      return database;
    },
    get connection() {
      return connection;
    },
    get store() {
      return store;
    },
    get other() {
      return other;
    },
    async addConnection() {
      const id = randomUUID();
      await database.db.insert(connections).values({ id, address: id, name: id });
      return id;
    },
    newPlan: (more = {}) => ({
      connection,
      bucket: 'acme',
      source: { kind: 'folder-move', prefix: 'latest/', to: 'v2/' },
      origin: { kind: 'folder-move', prefix: 'latest/', from: 'v1/', to: 'v2/', renaming: 'same' },
      createdAt: '2026-11-22T10:00:00.000Z',
      actor: { kind: 'person', id: 'ada', name: 'Ada' },
      ...more,
    }),
    async draft(rows, more = {}) {
      const { id, connection: of, origin } = await store.create(suite.newPlan(more));
      await store.claimPlans(['drafting'], [of], 60_000);
      expect(await addRowsOf(store, id, rows)).toBe(true);
      expect(await store.finishDraft(id, { origin })).toBe(true);
      return readPlan(store, of, id);
    },
    async start(rows) {
      const { id, revision } = await suite.draft(rows);
      expect(await store.apply(id, revision, applyTerms)).toBe('done');
      return id;
    },
    read: (id) => readPlan(store, connection, id),
    places: async (id, filter = {}) =>
      (await store.rows(id, filter, { limit: 1000 })).items.map(({ row }) => row),
    outcomes: async (id) => (await store.sums(id)).outcomes,
    expire: (table, id) =>
      database.pool.query(
        `UPDATE signpost.${table} SET owned_until = now() - interval '1 second'
          WHERE ${table === 'plans' ? 'id' : 'plan_id'} = $1`,
        [id],
      ),
  };
  return suite;
}

function openStore({ db }: TestDatabase): PlanStore {
  return createPostgresPlanStore({ db, replica: randomUUID(), newId: randomUUID });
}

async function readPlan(store: PlanStore, connection: string, id: string): Promise<StoredPlan> {
  const plan = await store.get(connection, id);
  if (plan === undefined) throw new Error(`There is no plan ${id}`);
  return plan;
}
