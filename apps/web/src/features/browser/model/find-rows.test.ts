import { describe, expect, it } from 'vitest';
import { findRows } from './find-rows.ts';
import { toListRows } from './list-rows.ts';

const rows = toListRows([
  { kind: 'prefix', prefix: 'cli/2.14.0/' },
  { kind: 'prefix', prefix: 'cli/Latest/' },
]);
const find = (text: string): string[] => findRows(rows, { text, within: 'cli/' }).map(({ id }) => id);

describe('finding in a folder', () => {
  it('looks in the names of this folder only, whatever the case', () => {
    expect(find('latest')).toEqual(['cli/Latest/']);
    expect(find('cli')).toEqual([]);
  });

  it('keeps every row while nothing but blanks is typed', () => {
    expect(findRows(rows, { text: '  ', within: '' })).toBe(rows);
  });

  it('takes signs of patterns as they are', () => {
    expect(find('2.14')).toEqual(['cli/2.14.0/']);
    expect(find('2.*')).toEqual([]);
  });
});
