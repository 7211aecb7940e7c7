import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import * as z from 'zod/mini';
import { SetupError } from '../config/setup-error.ts';
import { readLines } from './read-lines.ts';

/** Tables whose rows are kept, in an order in which they can be written back, and how each is ordered. */
const tables = [
  { name: 'connections', order: 'id' },
  { name: 'connection_settings', order: 'name' },
  { name: 'changes', order: 'seq' },
  { name: 'plans', order: 'seq' },
  { name: 'plan_rows', order: 't.plan_id, t.row' },
  { name: 'outside_changes', order: 'seq' },
  { name: 'missing_targets', order: 'connection_id, bucket, key' },
  { name: 'scan_schedules', order: 'connection_id, bucket' },
  { name: 'users', order: 'id' },
  { name: 'sign_in_methods', order: 'id' },
  { name: 'second_factors', order: 'user_id' },
  { name: 'recovery_codes', order: 'user_id, hash' },
  { name: 'groups', order: 'id' },
  { name: 'group_members', order: 'group_id, user_id' },
  { name: 'api_tokens', order: 'id' },
  { name: 'grants', order: 'id' },
  { name: 'facts', order: 'name' },
  { name: 'daily_stats', order: 'connection_id, day' },
  { name: 'audit_events', order: 'seq' },
  { name: 'audit_chain', order: 'id' },
  { name: 'imports', order: 'source' },
] as const;

/** Version of the file. A newer one is refused. */
const version = 1;
const batchSize = 500;

const headerSchema = z.object({
  signpost: z.literal('backup'),
  version: z.number(),
  /** Migrations that the database had, by hash: its shape. */
  schema: z.array(z.string()),
  at: z.string(),
});
const footerSchema = z.object({
  end: z.literal(true),
  rows: z.record(z.string(), z.number()),
  /** Of every byte before this line. */
  sha256: z.string(),
});
type Counts = Record<string, number>;

/**
 * Writes everything that is kept as lines of JSON: a header, the rows, and a last line with their counts and the hash
 * of what came before. All rows are of one moment, also while consoles write. The file appears whole or not at all.
 */
export async function writeBackup(pool: pg.Pool, file: string): Promise<Counts> {
  const client = await pool.connect();
  const part = `${file}.part`;
  const out = createWriteStream(part, { mode: 0o600 });
  const hash = createHash('sha256');
  const write = async (line: unknown): Promise<void> => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    if (!out.write(text)) await once(out, 'drain');
  };
  try {
    await once(out, 'open');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await write({
      signpost: 'backup',
      version,
      schema: await readSchema(client),
      at: new Date().toISOString(),
    });
    const rows: Counts = {};
    for (const { name, order } of tables) {
      rows[name] = 0;
      await client.query(
        `DECLARE rows CURSOR FOR SELECT row_to_json(t) AS row FROM signpost.${name} t ORDER BY ${order}`,
      );
      for (;;) {
        const page = await client.query<{ row: object }>(`FETCH ${batchSize} FROM rows`);
        for (const { row } of page.rows) await write({ table: name, row });
        rows[name] += page.rows.length;
        if (page.rows.length < batchSize) break;
      }
      await client.query('CLOSE rows');
    }
    await client.query('COMMIT');
    out.end(`${JSON.stringify({ end: true, rows, sha256: hash.digest('hex') })}\n`);
    await finished(out);
    await rename(part, file);
    return rows;
  } catch (error) {
    out.destroy();
    await rm(part, { force: true });
    throw error;
  } finally {
    client.release();
  }
}

/** Writes a backup back into a database that holds nothing yet, all of it or nothing. Throws {@link SetupError}. */
export async function restoreBackup(pool: pg.Pool, file: string): Promise<Counts> {
  const counts = await checkBackup(pool, file);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await refuseFilled(client);
    let batch: { table: string; rows: unknown[] } = { table: '', rows: [] };
    const flush = async (): Promise<void> => {
      if (batch.rows.length > 0)
        await client.query(
          `INSERT INTO signpost.${batch.table} OVERRIDING SYSTEM VALUE
            SELECT * FROM json_populate_recordset(NULL::signpost.${batch.table}, $1)`,
          [JSON.stringify(batch.rows)],
        );
    };
    for await (const line of readLines(file)) {
      const { table, row } = JSON.parse(line) as { table?: string; row?: unknown };
      const known = tables.find(({ name }) => name === table)?.name;
      if (known === undefined) continue;
      if (batch.table !== known || batch.rows.length === batchSize) {
        await flush();
        batch = { table: known, rows: [] };
      }
      batch.rows.push(row);
    }
    await flush();
    for (const name of ['changes', 'plans', 'outside_changes'])
      await client.query(
        `SELECT setval(pg_get_serial_sequence('signpost.${name}', 'seq'), greatest(1, (SELECT max(seq) FROM signpost.${name})))`,
      );
    await client.query('COMMIT');
    return counts;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Reads the whole file once before anything is written. */
async function checkBackup(pool: pg.Pool, file: string): Promise<Counts> {
  if (!existsSync(file)) throw new SetupError(`${file} does not exist.`);
  const hash = createHash('sha256');
  const found: Counts = Object.fromEntries(tables.map(({ name }) => [name, 0]));
  let number = 0;
  let footer: z.infer<typeof footerSchema> | undefined;
  for await (const line of readLines(file)) {
    number += 1;
    if (footer !== undefined) throw new SetupError(`${file} goes on after its last line: it is damaged.`);
    const parsed = parse(line);
    if (number === 1) await checkHeader(pool, file, parsed);
    footer = footerSchema.safeParse(parsed).data;
    if (footer !== undefined) continue;
    hash.update(`${line}\n`);
    const table = (parsed as { table?: unknown } | undefined)?.table;
    if (typeof table === 'string' && table in found) found[table] = (found[table] ?? 0) + 1;
    else if (number > 1)
      throw new SetupError(`Line ${number} of ${file} is no row of a backup: it is damaged.`);
  }
  if (footer === undefined)
    throw new SetupError(`${file} has no last line: it was cut short, and nothing of it is restored.`);
  // A file of an earlier version has no line for tables that came later.
  const isWhole = Object.entries(found).every(([name, count]) => (footer?.rows[name] ?? 0) === count);
  if (!isWhole || footer.sha256 !== hash.digest('hex'))
    throw new SetupError(
      `${file} is not what was written: its hash or its counts differ. Nothing is restored.`,
    );
  return found;
}

async function checkHeader(pool: pg.Pool, file: string, parsed: unknown): Promise<void> {
  const header = headerSchema.safeParse(parsed).data;
  if (header === undefined) throw new SetupError(`${file} is no backup of Signpost.`);
  if (header.version > version)
    throw new SetupError(`${file} was written by a newer Signpost: restore it with that version.`);
  const known = new Set(await readSchema(pool));
  if (header.schema.some((migration) => !known.has(migration)))
    throw new SetupError(
      `${file} holds a newer schema than this Signpost knows: restore it with that version.`,
    );
}

async function refuseFilled(client: pg.PoolClient): Promise<void> {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`SELECT 1 FROM signpost.${name} LIMIT 1`);
    if (rowCount !== 0)
      throw new SetupError(
        'The database is not empty: restore into a new data folder (SIGNPOST_DATA) or a new database.',
      );
  }
}

async function readSchema(client: pg.Pool | pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ hash: string }>('SELECT hash FROM signpost.migrations ORDER BY id');
  return rows.map(({ hash }) => hash);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
