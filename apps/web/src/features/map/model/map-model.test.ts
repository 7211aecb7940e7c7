import type { LinkMap } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { findNeighbour, listSiblings } from './find-neighbours.ts';
import { parseHidden, parseMapSearch, toHide, withMap } from './map-search.ts';
import { narrowMap } from './narrow-map.ts';

const pointer = (name: string) => ({ kind: 'link' as const, name, links: 1, newest: '' });
const folder = (name: string) => ({ kind: 'folder' as const, name, links: 1 });
const line = (from: number, to: number, health: 'ok' | 'missing' = 'ok') => ({
  from,
  to,
  health,
  links: 1,
  whole: false,
  first: { key: '' },
  via: [],
});

describe('what the map is narrowed to', () => {
  const map = {
    pointers: [pointer('fine'), pointer('part'), pointer('lost')],
    destinations: [folder('v/1/'), folder('v/2/'), { kind: 'missing' as const, name: 'x', links: 2 }],
    lines: [line(0, 0), line(1, 1), line(1, 2, 'missing'), line(2, 2, 'missing')],
  };

  it('leaves out groups with trouble, or those without, and where only they lead', () => {
    const fine = narrowMap(map, new Set(['broken']));
    expect(fine.pointers.map(({ name }) => name)).toEqual(['fine']);
    expect(fine.destinations.map(({ name }) => name)).toEqual(['v/1/']);
    const broken = narrowMap(map, new Set(['ok', 'unpointed']));
    expect(broken.pointers.map(({ name }) => name)).toEqual(['part', 'lost']);
    expect(broken.destinations.map(({ name }) => name)).toEqual(['v/2/', 'x']);
    expect(broken.lines.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
    ]);
  });
});

describe('the address of the map', () => {
  it('takes what it knows and writes choices in one way', () => {
    expect(parseMapSearch({ bucket: 'b', hide: 'unpointed,ok,nonsense', view: 'cake', other: 'x' })).toEqual({
      bucket: 'b',
      hide: 'ok,unpointed',
    });
    expect(parseMapSearch({ at: '2026-11-19T01:00Z' })).toEqual({ at: '2026-11-19T01:00:00.000Z' });
    expect(parseMapSearch({ at: 'yesterday' })).toEqual({});
    expect(toHide(parseHidden(undefined))).toBeUndefined();
    expect(parseMapSearch({ view: 'neighbourhood', key: 'a/b', other: 'x' })).toEqual({
      view: 'neighbourhood',
      key: 'a/b',
    });
    expect(parseMapSearch({ view: 'graph', key: '' })).toEqual({});
    expect(withMap({ bucket: 'b', prefix: 'p/' }, { prefix: '', view: 'table' })).toEqual({
      bucket: 'b',
      view: 'table',
    });
  });
});

describe('neighbouring folders', () => {
  const map: Pick<LinkMap, 'destinations' | 'unpointed'> = {
    destinations: [folder('v/2.10.0/'), folder('v/2.9.0/'), folder('other/')],
    unpointed: {
      items: [{ prefix: 'v/2.11.0/', objects: 1, bytes: 1, classes: {}, newest: '' }],
      total: 1,
      bytes: 1,
    },
  };

  it('come in the order of their numbers, with those that no link leads to', () => {
    expect(listSiblings(map, 'v/2.9.0/')).toEqual(['v/2.9.0/', 'v/2.10.0/', 'v/2.11.0/']);
    expect(findNeighbour(map, 'v/2.10.0/', 1)?.name).toBe('v/2.11.0/');
    expect(findNeighbour(map, 'v/2.10.0/', -1)?.name).toBe('v/2.9.0/');
    expect(findNeighbour(map, 'v/2.11.0/', 1)).toBeUndefined();
  });
});
