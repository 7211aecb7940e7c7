import { describe, expect, it } from 'vitest';
import type { FolderMoveRow } from './folder-move.ts';
import { defaultMoveChoices, listWrites } from './list-writes.ts';

const rows: FolderMoveRow[] = [
  { kind: 'moved', key: 'l/VERSION', target: 'v1/VERSION', next: 'v2/VERSION', findings: [] },
  { kind: 'moved', key: 'l/a', target: 'v1/a', next: 'v2/a', findings: [] },
  { kind: 'missing', key: 'l/b', target: 'v1/b', wanted: 'v2/b', findings: [] },
  { kind: 'created', key: 'l/c', next: 'v2/c', findings: [] },
  { kind: 'alone', key: 'l/d', why: 'other-folder', target: 'v0/d', folder: 'v0/', wanted: 'v2/d' },
  { kind: 'alone', key: 'l/e', why: 'elsewhere', target: 'e' },
  { kind: 'unchanged', key: 'l/f', target: 'v2/f' },
  { kind: 'skipped', key: 'l/f', next: 'v2/F', why: 'name-taken' },
];

describe('the writes of a folder move', () => {
  it('remove nothing and leave others alone unless asked to', () => {
    expect(listWrites(rows, defaultMoveChoices)).toEqual([
      { action: 'create', key: 'l/c', target: 'v2/c', phase: 0 },
      { action: 'repoint', key: 'l/a', target: 'v2/a', phase: 1 },
      { action: 'repoint', key: 'l/VERSION', target: 'v2/VERSION', phase: 2 },
    ]);
  });

  it('follow the choice of each kind, and leave out rows', () => {
    expect(
      listWrites(rows, { created: 'skip', missing: 'remove', otherFolder: 'move' }, new Set(['l/a'])),
    ).toEqual([
      { action: 'repoint', key: 'l/d', target: 'v2/d', phase: 1 },
      { action: 'repoint', key: 'l/VERSION', target: 'v2/VERSION', phase: 2 },
      { action: 'delete', key: 'l/b', phase: 3 },
    ]);
  });
});
