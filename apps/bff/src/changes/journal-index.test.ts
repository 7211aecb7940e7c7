import { expect, test } from 'vitest';
import type { Intent } from './journal.ts';
import { JournalIndex } from './journal-index.ts';
import { RequestIds } from './request-ids.ts';

const intent = (id: string, more: Partial<Intent> = {}): Intent => ({
  id,
  connection: 'default',
  bucket: 'b',
  key: `key ${id}`,
  action: 'create',
  at: '2026-11-22T10:00:00.000Z',
  actor: 'local',
  before: { kind: 'absent' },
  intended: null,
  versioning: 'never',
  ...more,
});

function fill(count: number, keptRequestIds?: number): JournalIndex {
  const index = new JournalIndex(keptRequestIds === undefined ? {} : { keptRequestIds });
  for (let i = 0; i < count; i += 1) {
    const id = String(i);
    index.addIntent(intent(id));
    index.addOutcome({ id, at: 'now', outcome: 'applied', ossRequestId: `67435FD1${id.padStart(16, '0')}` });
  }
  return index;
}

const find = (index: JournalIndex, requestId: string, connection = 'default'): string[] =>
  index.list({ connection, requestId }, { limit: 10 }).items.map((one) => one.intent.id);

test('a change is found by the request id of its write, in any case, and by nobody else', () => {
  const index = fill(50);
  expect(find(index, '67435fd10000000000000017')).toEqual(['17']);
  expect(find(index, '67435FD10000000000000099')).toEqual([]);
  expect(find(index, '67435FD10000000000000017', 'other')).toEqual([]);
  expect(
    index.list(
      { connection: 'default', bucket: 'other', requestId: '67435FD10000000000000017' },
      { limit: 1 },
    ).items,
  ).toEqual([]);
});

test('ids beyond the bound are looked for in the journal itself, and found all the same', () => {
  const index = fill(50, 10);
  expect(find(index, '67435FD10000000000000003')).toEqual(['3']);
  expect(find(index, '67435FD10000000000000049')).toEqual(['49']);
  expect(find(index, '67435FD1FFFFFFFFFFFFFFFF')).toEqual([]);
});

test('no more ids are held than the bound says', () => {
  const ids = new RequestIds(10);
  for (let i = 0; i < 10; i += 1) ids.set(`id ${i}`, `change ${i}`);
  expect(ids.isWhole).toBe(true);
  // The same id again is no further one.
  ids.set('id 9', 'change 9');
  expect([ids.size, ids.isWhole]).toEqual([10, true]);
  ids.set('id 10', 'change 10');
  expect([ids.size, ids.isWhole, ids.get('id 0'), ids.get('ID 10')]).toEqual([
    10,
    false,
    undefined,
    'change 10',
  ]);
});

test('a page begins with the change that is named, or behind it', () => {
  const index = fill(6);
  const ids = (page: Parameters<JournalIndex['list']>[1]): string[] =>
    index.list({ connection: 'default' }, page).items.map((one) => one.intent.id);
  expect(ids({ from: '3', limit: 2 })).toEqual(['3', '2']);
  expect(ids({ cursor: '3', limit: 2 })).toEqual(['2', '1']);
  expect(ids({ from: 'nobody', limit: 2 })).toEqual([]);
  expect(ids({ cursor: 'nobody', limit: 2 })).toEqual([]);
});
