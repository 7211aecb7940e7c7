import { DatabaseSync } from 'node:sqlite';

import { beforeEach, expect, test } from 'vitest';

import { CommitGroup } from './commit-group.ts';

let database: DatabaseSync;
let commits: CommitGroup;
beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (data NOT NULL)');
  commits = new CommitGroup(database, () => undefined);
});

const insert = (value: string) => () => database.prepare('INSERT INTO t VALUES (?)').run(value);
const stored = () =>
  database
    .prepare('SELECT data FROM t')
    .all()
    .map((row) => row['data']);

async function statusesOf(...works: (() => unknown)[]): Promise<string[]> {
  const results = await Promise.allSettled(works.map((work) => commits.write(work)));
  return results.map(({ status }) => status);
}

test('a write that fails undoes only itself', async () => {
  const refused = () => database.exec('INSERT INTO t VALUES (NULL)');
  expect(await statusesOf(insert('one'), refused, insert('two'))).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(stored()).toEqual(['one', 'two']);
});

test('on a full disk SQLite undoes the whole group: all of it fails, what comes later does not', async () => {
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number };
  database.exec(`PRAGMA max_page_count = ${pages + 2}`);
  const tooMuch = () => database.exec('INSERT INTO t VALUES (zeroblob(100000))');
  expect(await statusesOf(insert('lost'), tooMuch, insert('later'))).toEqual([
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect(stored()).toEqual(['later']);
});
