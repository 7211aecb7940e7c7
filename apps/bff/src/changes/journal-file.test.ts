import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Intent } from './journal.ts';
import { openJournalFile } from './journal-file.ts';

let folder: string;
let file: string;
const damaged: number[] = [];
const open = () => openJournalFile(file, (line) => damaged.push(line));
const intent = (id: string, key = 'k'): Intent => ({
  id,
  connection: 'default',
  bucket: 'b',
  key,
  action: 'create',
  at: '2026-11-22T10:00:00.000Z',
  actor: 'local',
  before: { kind: 'absent' },
  intended: null,
  versioning: 'never',
});

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-journal-'));
  file = path.join(folder, 'journal.jsonl');
  damaged.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what was recorded is there after opening again, readable by its owner only', async () => {
  const journal = await open();
  await journal.recordIntent(intent('1'));
  await journal.recordOutcome({ id: '1', at: 'later', outcome: 'unknown' });
  await journal.recordOutcome({ id: '1', at: 'latest', outcome: 'applied' });
  await journal.recordIntent(intent('2', 'line\nbreak \ud800'));
  await journal.close();
  const again = await open();
  expect(again.get('default', '1')).toMatchObject({
    intent: { key: 'k' },
    outcome: { at: 'latest', outcome: 'applied' },
  });
  expect(again.unresolved().map((one) => one.intent.key)).toEqual(['line\nbreak \ud800']);
  expect(again.get('other', '1')).toBeUndefined();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await again.close();
});

test('a torn last line is cut off, and what is written next stands alone', async () => {
  const journal = await open();
  await journal.recordIntent(intent('1'));
  await journal.close();
  await appendFile(file, '{"row":"intent","id":"torn');
  const again = await open();
  await again.recordIntent(intent('2'));
  await again.close();
  expect(await readFile(file, 'utf8')).not.toContain('torn');
  const third = await open();
  expect(third.list({ connection: 'default' }, { limit: 9 }).items.map((one) => one.intent.id)).toEqual([
    '2',
    '1',
  ]);
  expect(damaged).toEqual([]);
  await third.close();
});

test('a damaged line in the middle is reported and left in place', async () => {
  await writeFile(
    file,
    `${JSON.stringify({ row: 'intent', ...intent('1') })}\nrubbish\n${JSON.stringify({ row: 'intent', ...intent('2') })}\n`,
  );
  const journal = await open();
  expect(damaged).toEqual([2]);
  expect(journal.list({ connection: 'default' }, { limit: 9 }).items.length).toBe(2);
  await journal.close();
  expect(await readFile(file, 'utf8')).toContain('rubbish');
});

test('many at once are written one by one, and listed newest first by pages', async () => {
  const journal = await open();
  await Promise.all(
    Array.from({ length: 25 }, (_, i) =>
      journal.recordIntent(intent(String(i), i % 2 === 0 ? 'even' : 'odd')),
    ),
  );
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = journal.list({ connection: 'default', key: 'odd' }, { cursor, limit: 5 });
    ids.push(...page.items.map((one) => one.intent.id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(ids).toEqual(['23', '21', '19', '17', '15', '13', '11', '9', '7', '5', '3', '1']);
  await journal.close();
});
