import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable, type PgColumn } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import * as accountTables from './account-tables.ts';
import * as tables from './tables.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

test('the tables that the code knows are those that the migrations make', async () => {
  const { rows } = await database.pool.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(format('%s %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN ' not null' ELSE '' END) ORDER BY a.attname) AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'signpost'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations'
      GROUP BY c.relname`,
  );
  const made = Object.fromEntries(rows.map(({ name, columns }) => [name, columns.toSorted()]));
  expect(Object.fromEntries(Object.values({ ...tables, ...accountTables }).map(describeTable))).toEqual(made);
});

function describeTable(table: unknown): [string, string[]] {
  if (!is(table, PgTable)) throw new Error('tables.ts exports something else than tables');
  const columns: PgColumn[] = Object.values(getTableColumns(table));
  return [
    getTableName(table),
    columns
      .map((column) => `${column.name} ${column.getSQLType()}${column.notNull ? ' not null' : ''}`)
      .toSorted(),
  ];
}
