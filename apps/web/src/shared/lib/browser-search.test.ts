import { describe, expect, it } from 'vitest';
import {
  parseBrowserSearch,
  toJumpSearch,
  toNextPageSearch,
  withoutPanel,
  withoutDialog,
} from './browser-search.ts';

describe('the address of the browser', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(parseBrowserSearch({ prefix: 'a/', key: '', x: '1', dialog: 'repoint', tab: 7 })).toEqual({
      prefix: 'a/',
      key: '',
      dialog: 'repoint',
    });
    expect(parseBrowserSearch({ dialog: 'drop-table' })).toEqual({});
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

  it('leaves panel and dialog behind when a page is turned', () => {
    expect(
      toNextPageSearch({ prefix: 'a/', cursor: 'x', key: 'a/b', dialog: 'undo', change: '1' }, 'y'),
    ).toEqual({
      prefix: 'a/',
      cursor: 'y',
    });
  });

  it('closes panel and dialog apart from each other', () => {
    const open = {
      prefix: 'a/',
      key: 'a/b',
      tab: 'request',
      wide: '1',
      dialog: 'repoint',
      on: 'a/b',
      to: 'c',
    } as const;
    expect(withoutDialog(open)).toEqual({ prefix: 'a/', key: 'a/b', tab: 'request', wide: '1' });
    expect(withoutPanel(open)).toEqual({ prefix: 'a/', dialog: 'repoint', on: 'a/b', to: 'c' });
  });
});
