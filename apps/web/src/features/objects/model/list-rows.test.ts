import type { Entry } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { toListRows } from './list-rows.ts';

const object = (key: string, more: Partial<Extract<Entry, { kind: 'object' }>> = {}): Entry => ({
  kind: 'object', key, size: 1, etag: 'e', lastModified: '', storageClass: 'Standard', type: 'Normal', ...more,
});

describe('rows of the list', () => {
  it('keep the order of OSS: folders are not pulled up', () => {
    const entries = [object('a/A'), { kind: 'prefix', prefix: 'a/b/' } as const, object('a/c', { type: 'Symlink' })];
    expect(toListRows(entries, 'a/').map((row) => [row.kind, row.id])).toEqual([
      ['object', 'a/A'],
      ['folder', 'a/b/'],
      ['link', 'a/c'],
    ]);
  });

  it("leave out the folder's own empty object, but not a link or content at that key", () => {
    expect(toListRows([object('a/', { size: 0 })], 'a/')).toEqual([]);
    expect(toListRows([object('a/', { size: 0, type: 'Symlink' })], 'a/')).toHaveLength(1);
    expect(toListRows([object('a/', { size: 3 })], 'a/')).toHaveLength(1);
  });
});
