import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/**
 * Opens the database of a console that runs on its embedded PostgreSQL.
 * @param dataFolder of the console
 */
export async function openConsoleDatabase(dataFolder: string): Promise<pg.Client> {
  // Line 4 is the port, line 5 the folder of the socket (PostgreSQL, miscadmin.h).
  const lines = readFileSync(path.join(dataFolder, 'db/data/postmaster.pid'), 'utf8').split('\n');
  const client = new pg.Client({
    host: lines[4]!,
    port: Number(lines[3]),
    user: 'signpost',
    password: '',
    database: 'signpost',
    ssl: false,
  });
  await client.connect();
  return client;
}

/** Rows of one statement. */
const batch = 100_000;

/**
 * Fills the change log up to `count` changes: copies of its newest one, on keys, actors and times of their own. One of
 * a thousand is an undo, one of ten thousand has failed.
 */
export async function fillChangeLog(database: pg.Client, count: number): Promise<void> {
  const { rows } = await database.query<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns
      WHERE table_schema = 'signpost' AND table_name = 'changes' AND is_identity = 'NO'`,
  );
  const own: Record<string, string> = {
    id: 'gen_random_uuid()',
    group_id: 'gen_random_uuid()',
    key: "'releases/' || lpad((n % 10000)::text, 5, '0') || '/part-' || n",
    actor_id: "'person-' || n % 50",
    action: "CASE WHEN n % 1000 = 7 THEN 'undo' ELSE 'repoint' END",
    outcome: "CASE WHEN n % 10000 = 9 THEN 'failed' ELSE 'applied' END",
    // Over one year, whatever their number; the newest is of now.
    at: `model.at - interval '1 year' * (1 - n::float / ${String(count)})`,
    oss_request_id: 'upper(md5(n::text))',
    version_id: 'NULL',
  };
  const columns = rows.map(({ column_name }) => column_name);
  const values = columns.map((name) => own[name] ?? `model."${name}"`);
  const { rows: present } = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM signpost.changes',
  );
  for (let from = present[0]!.count; from < count; from += batch) {
    await database.query(
      `INSERT INTO signpost.changes (${columns.map((name) => `"${name}"`).join(', ')})
        SELECT ${values.join(', ')} FROM generate_series($1::int, $2::int) AS n,
          (SELECT * FROM signpost.changes ORDER BY seq LIMIT 1) AS model`,
      [from, Math.min(count, from + batch) - 1],
    );
  }
  // What autovacuum does in time.
  await database.query('VACUUM ANALYZE signpost.changes');
}

/**
 * Fills an open plan up to `count` rows: copies of its first two, of the second one in fifty, on keys of their own.
 * @param plan its id
 */
export async function copyPlanRows(database: pg.Client, plan: string, count: number): Promise<void> {
  const { rows } = await database.query<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns WHERE table_schema = 'signpost' AND table_name = 'plan_rows'`,
  );
  const columns = rows.map(({ column_name }) => column_name);
  const own: Record<string, string> = { row: 'n', key: "'live/part-' || lpad(n::text, 6, '0') || '.txt'" };
  const values = columns.map((name) => own[name] ?? `model."${name}"`);
  await database.query(
    `INSERT INTO signpost.plan_rows (${columns.map((name) => `"${name}"`).join(', ')})
      SELECT ${values.join(', ')} FROM generate_series(3, $1::int) AS n
      JOIN signpost.plan_rows AS model ON model.plan_id = $2
        AND model."row" = CASE WHEN n % 50 = 0 THEN 2 ELSE 1 END`,
    [count, plan],
  );
  await database.query('VACUUM ANALYZE signpost.plan_rows');
}
