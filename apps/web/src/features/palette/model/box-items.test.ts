import { locateText } from '@signpost/link-model';
import { describe, expect, it } from 'vitest';
import { toBoxGroups, type BoxCommand } from './box-items.ts';
import { toGoOptions } from './go-options.ts';

const command = (id: string, name: string): BoxCommand => ({ id, name, icon: 'arrow', run: () => {} });
const places = [command('home', 'Home'), command('links', 'Links')];
const actions = [command('new', 'New link here')];
const groups = (text: string, hits: Parameters<typeof toBoxGroups>[0]['hits'] = []) =>
  toBoxGroups({
    text,
    go: toGoOptions(locateText(text, {}), { bucket: 'b', buckets: [{ name: 'b' }] }),
    hits,
    change: undefined,
    places,
    actions,
  }).map(({ name, items }) => [name, items.length]);

describe('what the box shows', () => {
  it('is all places and acts while nothing is typed', () => {
    expect(groups('')).toEqual([
      ['places', 2],
      ['actions', 1],
    ]);
  });

  it('is what was found for words, and a key of that name last', () => {
    expect(groups('link', [{ bucket: 'b', key: 'a-link', kind: 'object' }])).toEqual([
      ['links', 1],
      ['places', 1],
      ['actions', 1],
      ['go', 1],
    ]);
  });

  it('is the place first for a key, and an object is not shown twice', () => {
    expect(groups('a/b', [{ bucket: 'b', key: 'a/b', kind: 'object' }])).toEqual([['go', 1]]);
  });

  it('shows a link that was pointed at, since it says where that leads', () => {
    expect(groups('a/b', [{ bucket: 'b', key: 'a/b', kind: 'link', target: 'c' }])).toEqual([
      ['go', 1],
      ['links', 1],
    ]);
  });
});
