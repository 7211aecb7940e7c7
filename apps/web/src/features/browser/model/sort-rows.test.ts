import { expect, test } from 'vitest';
import type { FolderFacts } from './folder-facts.ts';
import { toListRows, type ListRow } from './list-rows.ts';
import { keyOrder, sortRows, toNextSort, toUnsortedReason } from './sort-rows.ts';

const object = (key: string, size: number, day: number, type: 'Normal' | 'Symlink' = 'Normal') =>
  ({
    kind: 'object',
    key,
    size,
    etag: key,
    lastModified: `2026-01-0${day}T00:00:00Z`,
    storageClass: 'Standard',
    type,
  }) as const;

const rows = toListRows([
  object('a', 5, 2),
  { kind: 'prefix', prefix: 'b/' },
  object('c', 9, 1),
  object('d', 5, 3),
  { kind: 'prefix', prefix: 'e/' },
]);
const folders = new Map<string, FolderFacts>([
  ['b/', { newest: '2026-01-04T00:00:00Z', holds: { objects: 2, bytes: 7 } }],
]);
const toIds = (sorted: readonly ListRow[]): string => sorted.map(({ id }) => id).join(' ');

test('rows stand by size or age, the unknown last in either direction and equal ones by key', () => {
  const sort = (column: 'size' | 'changed', descending: boolean): string =>
    toIds(sortRows(rows, { column, descending }, folders));
  expect(sort('size', true)).toBe('c b/ a d e/');
  expect(sort('size', false)).toBe('a d b/ c e/');
  expect(sort('changed', true)).toBe('b/ d a c e/');
  expect(sort('changed', false)).toBe('c a d b/ e/');
});

test('key order is the order of the list, and can be turned round', () => {
  expect(sortRows(rows, keyOrder, folders)).toBe(rows);
  expect(toIds(sortRows(rows, { column: 'key', descending: true }, folders))).toBe('e/ d c b/ a');
});

test('a folder that goes on can be sorted by nothing', () => {
  for (const column of ['key', 'size', 'changed'])
    expect(toUnsortedReason(column, { rows, whole: false })).toBe('partly');
});

test('what is looked up for rows on screen is never sorted by, the size of links included', () => {
  const withLink = toListRows([object('l', 1, 1, 'Symlink')]);
  expect(toUnsortedReason('size', { rows: withLink, whole: true })).toBe('looked-up');
  for (const column of ['points', 'health', 'class'])
    expect(toUnsortedReason(column, { rows, whole: true })).toBe('looked-up');
  for (const column of ['key', 'size', 'changed'])
    expect(toUnsortedReason(column, { rows, whole: true })).toBeUndefined();
});

test('a head leads to newest first, oldest first, and back to key order', () => {
  const first = toNextSort(keyOrder, 'changed');
  expect(first).toEqual({ column: 'changed', descending: true });
  const second = toNextSort(first, 'changed');
  expect(second).toEqual({ column: 'changed', descending: false });
  expect(toNextSort(second, 'changed')).toEqual(keyOrder);
  expect(toNextSort(keyOrder, 'key')).toEqual({ column: 'key', descending: true });
  expect(toNextSort(first, 'key')).toEqual(keyOrder);
});
