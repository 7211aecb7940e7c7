import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeLogContract } from '../testing/change-log.contract.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createPostgresChangeLog } from './postgres-change-log.ts';
import { connections } from './schema/tables.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

changeLogContract(async () => {
  const ids: [string, string] = [randomUUID(), randomUUID()];
  await database.db.insert(connections).values(ids.map((id) => ({ id, address: id, name: id })));
  return {
    log: createPostgresChangeLog({ db: database.db, replica: randomUUID(), ownedMs: 60_000 }),
    connections: ids,
  };
});

test('a request id and a rare action are found by their index in a long log', async () => {
  const connection = randomUUID();
  await database.db.insert(connections).values({ id: connection, address: connection, name: 'long' });
  await database.pool.query(
    `INSERT INTO signpost.changes (id, row_version, connection_id, group_id, bucket, key, action, at, actor_kind,
        actor_id, actor_name, before, intended, versioning, outcome, oss_request_id)
      SELECT gen_random_uuid(), 1, $1, gen_random_uuid(), 'b', 'k' || n,
        CASE WHEN n % 5000 = 7 THEN 'delete' ELSE 'repoint' END, now() - (20000 - n) * interval '1 hour', 'person', 'a',
        'a', '{}', '{}', 'never', 'applied', md5(n::text) FROM generate_series(1, 20000) AS n`,
    [connection],
  );
  await database.pool.query('VACUUM ANALYZE signpost.changes');
  const planOf = async (condition: string): Promise<string> => {
    const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT seq FROM signpost.changes WHERE connection_id = $1 AND ${condition} ORDER BY seq DESC LIMIT 51`,
      [connection],
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  // Expected to be one row: otherwise the planner walks over all of a log that is long enough.
  expect(await planOf("upper(oss_request_id) = 'ABC'")).toMatch(/changes_by_request .* rows=1 /);
  expect(await planOf("action = 'delete'")).toContain('changes_by_action');
});

test('the latest and the open changes of a key are found without a walk over its bucket, even without statistics', async () => {
  // Tables of a new console have none until the first autovacuum.
  const fresh = await openTestDatabase();
  try {
    const connection = randomUUID();
    await fresh.db.insert(connections).values({ id: connection, address: connection, name: 'new' });
    await fresh.pool.query(
      `INSERT INTO signpost.changes (id, row_version, connection_id, group_id, bucket, key, action, at, actor_kind,
          actor_id, actor_name, before, intended, versioning, outcome, outcome_at)
        SELECT gen_random_uuid(), 1, $1, gen_random_uuid(), 'b', 'k' || n, 'repoint', now(), 'person', 'a', 'a',
          '{"kind":"absent"}', '{"kind":"absent"}', 'never', 'applied', now() FROM generate_series(1, 2000) AS n`,
      [connection],
    );
    await fresh.db.transaction(async (tx) => {
      const log = createPostgresChangeLog({ db: tx, replica: randomUUID(), ownedMs: 60_000 });
      const key = { connection, bucket: 'b', key: 'k7' };
      expect((await log.latestOf([key])).size).toBe(1);
      expect(await log.unresolvedOf(key)).toEqual([]);
      const { rows } = await tx.execute<{ read: number }>(
        sql`SELECT (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables WHERE relname = 'changes'`,
      );
      expect(rows[0]?.read).toBeLessThan(10);
    });
  } finally {
    await fresh.drop();
  }
});
