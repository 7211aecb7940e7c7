import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexEntry } from './index-entry.ts';
import { LinkIndex } from './link-index.ts';
import { toLinkMap, type LinkMap } from './link-map.ts';

const now = Date.parse('2026-11-30T00:00:00Z');
const lastModified = '2026-11-22T00:00:00.000Z';
const common = { etag: '"e"', lastModified, size: 10, storageClass: 'Standard' };
const object = (key: string): IndexEntry => ({ kind: 'object', key, ...common });
const link = (key: string, target: string): IndexEntry => ({ kind: 'link', key, target, ...common });
const folder = (prefix: string, names: readonly string[]): IndexEntry[] =>
  names.map((name) => object(prefix + name));
const channel = (prefix: string, source: string, names: readonly string[]): IndexEntry[] =>
  names.map((name) => link(prefix + name, source + name));

const drawn = (entries: readonly IndexEntry[], ask: { prefix?: string; most?: number } = {}): LinkMap =>
  toLinkMap(new LinkIndex(entries), { prefix: '', most: 300, now, ...ask });

/** `latest/ -9 ok-> 2.14.0/` */
function tell({ pointers, destinations, lines }: LinkMap): string[] {
  return lines.map(({ from, to, health, links, whole, via }) => {
    const end = destinations[to];
    const between = via.map((key) => ` via ${key}`).join('');
    return `${pointers[from]?.name} -${links} ${health}${whole ? ' whole' : ''}${between}-> ${end?.kind} ${end?.name}`;
  });
}

describe('the map of links', () => {
  it('draws a folder link as one line to the folder that it follows', () => {
    const names = ['VERSION', 'a.tgz', 'docs/b'];
    const map = drawn([...folder('v/2/', names), ...channel('latest/', 'v/2/', names)]);
    expect(tell(map)).toEqual(['latest/ -3 ok whole-> folder v/2/']);
    expect(map.destinations[0]?.stored).toEqual({
      objects: 3,
      bytes: 30,
      classes: { Standard: 3 },
      newest: lastModified,
      linksIn: 3,
    });
  });

  it('draws what a folder link misses as a line of its own', () => {
    const map = drawn([...folder('v/2/', ['a', 'b']), ...channel('latest/', 'v/2/', ['a', 'b', 'c'])]);
    expect(tell(map)).toEqual(['latest/ -2 ok-> folder v/2/', 'latest/ -1 missing-> missing v/2/c']);
  });

  it('tells of a single missing key what was there, of several of a folder nothing', () => {
    const lastSeen = { size: 5, storageClass: 'IA', etag: 'F', lastModified, seenAt: lastModified };
    const one = new LinkIndex([link('a', 'v/gone')]);
    one.noteLastSeen('v/gone', lastSeen);
    const ask = { prefix: '', most: 9, now };
    expect(toLinkMap(one, ask).destinations).toEqual([
      { kind: 'missing', name: 'v/gone', links: 1, lastSeen },
    ]);
    one.put(link('b', 'v/other'));
    expect(toLinkMap(one, ask).destinations).toEqual([{ kind: 'missing', name: 'v/', links: 2 }]);
  });

  it('leads single links to the folder of their target, or the folder that a folder link follows', () => {
    const map = drawn([
      ...folder('v/2/', ['a', 'docs/b']),
      ...channel('latest/', 'v/2/', ['a', 'docs/b']),
      link('readme', 'v/2/docs/b'),
      link('other', 'x/y/z'),
      object('x/y/z'),
      link('top', 'file'),
      object('file'),
    ]);
    expect(tell(map)).toEqual([
      'latest/ -2 ok whole-> folder v/2/',
      'other -1 ok-> folder x/y/',
      'readme -1 ok-> folder v/2/',
      'top -1 ok-> object file',
    ]);
  });

  it('leads to an object by itself where links lie in its folder too', () => {
    const map = drawn([
      object('cli/channels.json'),
      link('cli/latest', 'cli/channels.json'),
      link('x', 'cli/channels.json'),
    ]);
    expect(tell(map)).toEqual([
      'cli/latest -1 ok-> object cli/channels.json',
      'x -1 ok-> object cli/channels.json',
    ]);
  });

  it('leads a chain to its end and names the links between', () => {
    const map = drawn([object('v/2/a'), link('x', 'y'), link('y', 'v/2/a')]);
    expect(tell(map)).toEqual(['x -1 chained via y-> folder v/2/', 'y -1 ok-> folder v/2/']);
  });

  it('ends a loop, a hidden target and one that was not read where nothing is told of them', () => {
    const hidden: IndexEntry = { kind: 'link', key: 'h', target: 'secret/a', forbidden: true, ...common };
    const unread: IndexEntry = { kind: 'link', key: 'u', ...common };
    const map = drawn([link('l', 'l'), hidden, unread]);
    expect(tell(map)).toEqual(['h -1 forbidden-> hidden ', 'l -1 self-> loop l', 'u -1 unknown-> unread ']);
    expect(map.destinations.every(({ stored }) => stored === undefined)).toBe(true);
  });

  it('tells of missing keys of one folder together, by the folder', () => {
    const names = Array.from({ length: 20 }, (_, i) => `f${String(i).padStart(2, '0')}`);
    const map = drawn(names.map((name, i) => link(`p/${name}`, `gone/${i % 2}${name}`)));
    expect(tell(map)).toEqual(['p/ -20 missing-> missing gone/']);
    expect(map.pointers[0]?.kind).toBe('folder');
  });

  it('calls a target that is only a prefix by its folder', () => {
    expect(tell(drawn([object('v/2/a'), link('now', 'v/2')]))).toEqual(['now -1 folder-> folder v/2/']);
  });

  it('shows what lies below a prefix or leads there', () => {
    const map = drawn([link('a/1', 'b/1'), link('c/1', 'a/1'), link('d/1', 'e/1')], { prefix: 'a/' });
    expect(map.pointers.map(({ name }) => name)).toEqual(['a/1', 'c/1']);
  });

  it('omits the groups without trouble and with fewest links, and counts them', () => {
    const map = drawn(
      [
        ...folder('v/2/', ['a', 'b', 'c']),
        ...channel('latest/', 'v/2/', ['a', 'b', 'c']),
        link('x', 'v/2/a'),
        link('y', 'v/2/b'),
        link('broken', 'nothing'),
      ],
      { most: 2 },
    );
    expect(map.pointers.map(({ name }) => name)).toEqual(['broken', 'latest/']);
    expect(map.omitted).toEqual({ pointers: 2, links: 2, broken: 0 });
  });

  it('says of a line when lifecycle rules end that readers get what lies there', () => {
    const names = ['a', 'b'];
    const lifecycle = [
      {
        id: 'expire',
        prefix: 'v/2/',
        tags: [],
        expiration: { days: 20 },
        transitions: [],
        notPrefixes: [],
        hasNotTags: false,
      },
    ];
    const index = new LinkIndex(
      [...folder('v/2/', names), ...channel('latest/', 'v/2/', names), link('x', 'y'), object('y')],
      { lifecycle },
    );
    const { lines } = toLinkMap(index, { prefix: '', most: 300, now });
    expect(lines.map(({ breaksSoon }) => breaksSoon)).toMatchObject([
      { links: 2, forecast: { what: 'deleted', rule: 'expire' } },
      undefined,
    ]);
  });

  it('holds every link exactly once, whatever the bucket', () => {
    const key = fc
      .tuple(fc.constantFrom('', 'p/', 'p/q/', 'v/1/', 'v/2/'), fc.constantFrom('a', 'b', 'c', 'd/'))
      .map(([prefix, name]) => prefix + name);
    const entry = fc.oneof(
      key.map(object),
      fc.tuple(key, key).map(([from, to]) => link(from, to)),
    );
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (one) => one.key, maxLength: 16 }), (entries) => {
        const index = new LinkIndex(entries);
        const map = toLinkMap(index, { prefix: '', most: 300, now });
        for (const [from, pointer] of map.pointers.entries()) {
          const own = map.lines.filter((line) => line.from === from);
          expect(own.reduce((sum, { links }) => sum + links, 0)).toBe(pointer.links);
        }
        const counts: Record<string, number> = {};
        for (const { health, links } of map.lines) counts[health] = (counts[health] ?? 0) + links;
        expect(counts).toEqual(index.rollUp('').byHealth);
        expect(map.destinations.reduce((sum, { links }) => sum + links, 0)).toBe(index.rollUp('').links);
      }),
    );
  });
});
