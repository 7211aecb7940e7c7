import { describe, expect, it } from 'vitest';
import {
  parseBrowserSearch,
  toJumpSearch,
  toNextPageSearch,
  withoutPanel,
  withoutSheet,
} from './browser-search.ts';

describe('the address of the browser', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(parseBrowserSearch({ prefix: 'a/', key: '', x: '1', sheet: 'repoint', tab: 7 })).toEqual({
      prefix: 'a/',
      key: '',
      sheet: 'repoint',
    });
    expect(parseBrowserSearch({ sheet: 'drop-table' })).toEqual({});
  });

  it.each([
    ['cli/', { prefix: 'cli/' }],
    ['cli/latest.txt', { prefix: 'cli/', key: 'cli/latest.txt' }],
    ['install.sh', { key: 'install.sh' }],
    ['', {}],
    ['a//b', { prefix: 'a//', key: 'a//b' }],
    ['/', { prefix: '/' }],
  ])('leads %j to %j', (typed, search) => {
    expect(toJumpSearch(typed)).toEqual(search);
  });

  it('leaves panel and sheet behind when a page is turned', () => {
    expect(
      toNextPageSearch({ prefix: 'a/', cursor: 'x', key: 'a/b', sheet: 'undo', change: '1' }, 'y'),
    ).toEqual({
      prefix: 'a/',
      cursor: 'y',
    });
  });

  it('closes panel and sheet apart from each other', () => {
    const open = {
      prefix: 'a/',
      key: 'a/b',
      tab: 'request',
      wide: '1',
      sheet: 'repoint',
      on: 'a/b',
      to: 'c',
    } as const;
    expect(withoutSheet(open)).toEqual({ prefix: 'a/', key: 'a/b', tab: 'request', wide: '1' });
    expect(withoutPanel(open)).toEqual({ prefix: 'a/', sheet: 'repoint', on: 'a/b', to: 'c' });
  });
});
