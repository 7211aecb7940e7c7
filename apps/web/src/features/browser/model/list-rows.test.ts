import type { Entry } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { toListRows, toNeighbors } from './list-rows.ts';

const object = (key: string, type = 'Normal'): Entry => ({
  kind: 'object',
  key,
  size: 1,
  etag: 'e',
  lastModified: '',
  storageClass: 'Standard',
  type,
});

describe('rows of the list', () => {
  it('keep the order of OSS: folders are not pulled up, the object at the folder itself is not hidden', () => {
    const entries = [
      object('a/'),
      object('a/A'),
      { kind: 'prefix', prefix: 'a/b/' } as const,
      object('a/c', 'Symlink'),
    ];
    expect(toListRows(entries).map((row) => [row.kind, row.id])).toEqual([
      ['object', 'a/'],
      ['object', 'a/A'],
      ['folder', 'a/b/'],
      ['link', 'a/c'],
    ]);
  });
});

describe('the rows around a row', () => {
  it('are at most four above and four below, without the row itself', () => {
    const ids = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    expect(toNeighbors(ids)[0]).toEqual(['1', '2', '3', '4']);
    expect(toNeighbors(ids)[5]).toEqual(['1', '2', '3', '4', '6', '7', '8', '9']);
    expect(toNeighbors(['only'])).toEqual([[]]);
  });
});
