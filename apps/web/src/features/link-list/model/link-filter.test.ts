import { describe, expect, it } from 'vitest';
import { parseLinksSearch, toggleHealth, withFilter } from './link-filter.ts';

describe('the address of the list of links', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(
      parseLinksSearch({
        bucket: 'b',
        health: 'cold,missing',
        prefix: 'a/',
        page: '2',
        target: '',
        key: 'k',
      }),
    ).toEqual({ bucket: 'b', health: 'missing,cold', prefix: 'a/', key: 'k' });
    expect(parseLinksSearch({ contains: 'latest app', sort: 'oldest' })).toEqual({
      contains: 'latest app',
      sort: 'oldest',
    });
    expect(parseLinksSearch({ sort: 'key', view: 'rows' })).toEqual({});
    expect(parseLinksSearch({ view: 'folders' })).toEqual({ view: 'folders' });
    expect(withFilter({ view: 'folders', cursor: 'c' }, { prefix: 'a/' })).toEqual({
      view: 'folders',
      prefix: 'a/',
    });
    expect(parseLinksSearch({ health: 'ok,served-wrongly' })).toEqual({ health: 'served-wrongly,ok' });
  });

  it('knows broken, and drops words that are none', () => {
    expect(parseLinksSearch({ health: 'broken' })).toEqual({ health: 'broken' });
    expect(parseLinksSearch({ health: 'rotten' })).toEqual({});
    expect(parseLinksSearch({ health: 'rotten,ok' })).toEqual({ health: 'ok' });
  });
});

describe('choosing healths', () => {
  it('adds and takes out one word at a time', () => {
    expect(toggleHealth(undefined, 'cold')).toBe('cold');
    expect(toggleHealth('cold', 'missing')).toBe('missing,cold');
    expect(toggleHealth('missing,cold', 'cold')).toBe('missing');
    expect(toggleHealth('missing', 'missing')).toBeUndefined();
  });

  it('goes from broken to the one word', () => {
    expect(toggleHealth('broken', 'cold')).toBe('cold');
  });

  it('is no filter once all are chosen', () => {
    expect(toggleHealth('self,chained,missing,folder,cold,forbidden,unknown', 'ok')).toBeUndefined();
    expect(toggleHealth('ok', 'served-wrongly')).toBe('served-wrongly,ok');
  });
});

describe('changing one filter', () => {
  it('goes back to the first page and closes the panel', () => {
    expect(withFilter({ bucket: 'b', cursor: 'c', key: 'k', at: 'b' }, { prefix: 'x/' })).toEqual({
      bucket: 'b',
      prefix: 'x/',
    });
    expect(withFilter({ bucket: 'b', prefix: 'x/' }, { bucket: '' })).toEqual({ prefix: 'x/' });
  });
});
