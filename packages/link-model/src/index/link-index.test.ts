import fc from 'fast-check';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { describe, expect, it } from 'vitest';
import type { Health } from '../health/health.ts';
import type { IndexEntry, PrefixRollUp } from './index-entry.ts';
import { LinkIndex } from './link-index.ts';

const lastModified = '2026-11-22T00:00:00.000Z';
const base = { etag: 'E', lastModified, size: 1, storageClass: 'Standard' };
const object = (key: string, more: object = {}): IndexEntry => ({ kind: 'object', key, ...base, ...more });
const link = (key: string, target: string): IndexEntry => ({ kind: 'link', key, target, ...base });

const names = ['a', 'b', 'c', 'd/', 'd/a', 'd/b', 'd/e/a', 'd/e/b', 'f/a', 'f/b'];
const key = fc.constantFrom(...names);
const facts = fc.record({
  size: fc.nat({ max: 9 }),
  lastModified: fc.constantFrom('2026-11-20T00:00:00.000Z', lastModified, '2026-11-23T00:00:00.000Z'),
});
const entry: fc.Arbitrary<IndexEntry> = fc.oneof(
  fc
    .tuple(key, fc.constantFrom('Standard', 'Archive'), facts)
    .map(([k, storageClass, more]) => object(k, { storageClass, ...more })),
  fc
    .tuple(key, fc.oneof(key, fc.constantFrom('gone', 'd')), facts)
    .map(([k, target, more]) => ({ ...link(k, target), ...more })),
);
const write = fc.oneof(
  entry.map((put) => ({ put })),
  key.map((remove) => ({ remove })),
);

/** The same answers by walking everything, with none of the index's shortcuts. */
function bruteForce(entries: Map<string, IndexEntry>): {
  health: Record<string, string>;
  backlinksOf: Record<string, string[]>;
} {
  const health: Record<string, string> = {};
  const backlinksOf: Record<string, string[]> = {};
  for (const one of entries.values()) {
    if (one.kind !== 'link' || one.target === undefined) continue;
    (backlinksOf[one.target] ??= []).push(one.key);
    const there = entries.get(one.target);
    const walked = new Set<string>([one.key]);
    let at: string | undefined = one.target;
    while (at !== undefined && !walked.has(at)) {
      walked.add(at);
      const next = entries.get(at);
      at = next?.kind === 'link' ? next.target : undefined;
    }
    const loops = at !== undefined;
    if (one.target === one.key) health[one.key] = 'self';
    else if (there?.kind === 'link') health[one.key] = loops ? 'self' : 'chained';
    else if (there === undefined)
      health[one.key] = [...entries.keys()].some((k) =>
        k.startsWith(one.target?.endsWith('/') ? one.target : `${one.target}/`),
      )
        ? 'folder'
        : 'missing';
    else health[one.key] = there.storageClass === 'Archive' ? 'cold' : 'ok';
  }
  return { health, backlinksOf };
}

/** The roll-up of a prefix, counted one by one. */
function sumUp(prefix: string, below: IndexEntry[], expected: ReturnType<typeof bruteForce>): PrefixRollUp {
  const objects = below.filter((one) => one.kind === 'object');
  const links = below.filter((one) => one.kind === 'link');
  const newest = below
    .map((one) => one.lastModified)
    .toSorted()
    .at(-1);
  return {
    prefix,
    objects: objects.length,
    bytes: objects.reduce((sum, { size }) => sum + size, 0),
    links: links.length,
    served: { wrong: 0, checked: 0 },
    byHealth: countBy(links.map((one) => (expected.health[one.key] ?? 'unknown') as Health)),
    classes: countBy(objects.map(({ storageClass }) => storageClass)),
    backlinkCount: below.reduce((sum, one) => sum + (expected.backlinksOf[one.key]?.length ?? 0), 0),
    ...(newest === undefined ? {} : { newest }),
  };
}

function countBy<T extends string>(words: readonly T[]): Record<T, number> {
  const counts: Partial<Record<T, number>> = {};
  for (const word of words) counts[word] = words.filter((other) => other === word).length;
  return counts as Record<T, number>;
}

describe('link index', () => {
  it('answers like a fresh reading and like brute force after any series of writes', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 60 }), (writes) => {
        const index = new LinkIndex();
        const entries = new Map<string, IndexEntry>();
        for (const one of writes)
          if ('put' in one) {
            index.put(one.put);
            entries.set(one.put.key, one.put);
            // From here on a change brings up to date what it touches.
            index.folderLinks();
          } else {
            index.remove(one.remove);
            entries.delete(one.remove);
          }
        const fresh = new LinkIndex(entries.values());
        const expected = bruteForce(entries);
        const judged = [...index.links()];
        expect(Object.fromEntries(judged.map((l) => [l.key, l.health]))).toEqual(expected.health);
        expect([...fresh.links()]).toEqual(judged);
        for (const name of [...names, 'gone']) {
          const backlinks = (expected.backlinksOf[name] ?? []).sort(compareKeys);
          expect(index.backlinksOf(name)).toEqual(backlinks);
          for (const most of [1, 2])
            expect(index.summarizeBacklinks(name, most)).toEqual(
              backlinks.length === 0
                ? undefined
                : { key: name, count: backlinks.length, first: backlinks.slice(0, most) },
            );
        }
        for (const prefix of ['', 'd', 'd/', 'd/e', 'd/e/', 'f/', 'x/']) {
          const below = [...entries.values()].filter((e) => e.key.startsWith(prefix));
          const sum = index.rollUp(prefix);
          expect(sum).toEqual(sumUp(prefix, below, expected));
          expect(fresh.rollUp(prefix)).toEqual(sum);
          const into = below.flatMap((e) => expected.backlinksOf[e.key] ?? []);
          expect([...index.backlinksInto(prefix)].toSorted()).toEqual([...new Set(into)].toSorted());
        }
        expect(index.folderLinks()).toEqual(fresh.folderLinks());
      }),
    );
  });

  it('names the chain it followed and where it ends', () => {
    const index = new LinkIndex([link('a', 'b'), link('b', 'c'), object('c')]);
    expect(index.judge('a')).toMatchObject({ health: 'chained', chain: ['b', 'c'] });
  });

  it('says so where a target was not read or may not be', () => {
    const index = new LinkIndex([
      { kind: 'link', key: 'a', ...base },
      { kind: 'link', key: 'b', forbidden: true, ...base },
    ]);
    expect(index.judge('a')?.health).toBe('unknown');
    expect(index.judge('b')?.health).toBe('forbidden');
  });
});

describe('what was seen of the headers of a link', () => {
  const served = { wrong: ['contentType'], targetModified: base.lastModified } as const;
  const seen: IndexEntry = { kind: 'link', key: 'l', target: 't', ...base, served };

  it('is told and counted while link and target are as they were compared', () => {
    const index = new LinkIndex([seen, object('t'), link('m', 't')]);
    expect(index.judge('l')).toMatchObject({ health: 'ok', servedWrongly: ['contentType'] });
    expect(index.judge('m')).not.toHaveProperty('servedWrongly');
    expect(index.rollUp('').served).toEqual({ wrong: 1, checked: 1 });
    index.put({ ...seen, served: { ...served, wrong: [] } });
    expect(index.rollUp('').served).toEqual({ wrong: 0, checked: 1 });
  });

  it('is forgotten once the target was written again, or the link is broken', () => {
    const index = new LinkIndex([seen, { ...object('t'), lastModified: '2026-12-24T00:00:00.000Z' }]);
    expect(index.judge('l')).not.toHaveProperty('servedWrongly');
    index.remove('t');
    expect(index.judge('l')).not.toHaveProperty('servedWrongly');
    expect(index.rollUp('').served).toEqual({ wrong: 0, checked: 0 });
  });
});

describe('a folder below a folder link', () => {
  const index = new LinkIndex([
    ...['a', 'b/x', 'b/y', 'c/d/cli.tgz'].map((name) => link(`live/${name}`, `green/${name}`)),
    link('live/b/z', 'blue/b/z'),
    ...['a', 'b/x', 'b/y', 'c/d/cli.tgz'].map((name) => object(`green/${name}`)),
    object('blue/b/z'),
  ]);

  it('follows the same folder below the source, whatever it holds', () => {
    expect(index.folderLinkAt('live/b/')).toMatchObject({
      source: 'green/b/',
      links: 3,
      working: 2,
      rest: [{ source: 'blue/b/', links: 1, first: 'z' }],
    });
    expect(index.folderLinkAt('live/c/')).toMatchObject({ source: 'green/c/', links: 1, working: 1 });
    expect(index.folderLinkAt('live/c/d/')).toMatchObject({ source: 'green/c/d/', links: 1, working: 1 });
    expect(index.folderLinkAt('live/')).toEqual(index.folderLinks()[0]);
  });

  it('is none where no folder link is above', () => {
    expect(index.folderLinkAt('green/b/')).toBeUndefined();
  });
});

describe('a reading that stopped early', () => {
  it('calls a target behind its end unknown, never missing', () => {
    const index = new LinkIndex([link('a', 'b'), link('c', 'z')], { scannedUpTo: 'c' });
    expect(index.judge('a')?.health).toBe('missing');
    expect(index.judge('c')?.health).toBe('unknown');
  });
});

describe('key order', () => {
  it('is that of UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect(compareKeys('\ufffd', '\u{1f600}')).toBeLessThan(0);
  });
});

describe('what was at a missing target', () => {
  const lastSeen = {
    size: 5,
    storageClass: 'IA',
    etag: 'F',
    lastModified,
    seenAt: '2026-11-23T00:00:00.000Z',
  };
  const withGone = (...entries: IndexEntry[]): LinkIndex => {
    const index = new LinkIndex(entries);
    index.noteLastSeen('gone', lastSeen);
    return index;
  };

  it('is told of each link that leads there, and of none that leads on to one', () => {
    const index = withGone(link('a', 'gone'), link('b', 'gone'), link('c', 'a'), link('d', 'other'));
    expect(['a', 'b', 'c', 'd'].map((at) => index.judge(at)?.lastSeen)).toEqual([
      lastSeen,
      lastSeen,
      undefined,
      undefined,
    ]);
  });

  it('is forgotten as soon as something is stored there, and not remembered when that goes', () => {
    const index = withGone(link('a', 'gone'));
    index.put(object('gone'));
    index.noteLastSeen('gone', lastSeen);
    index.remove('gone');
    expect(index.judge('a')).not.toHaveProperty('lastSeen');
    expect(index.missingTargets()).toEqual([]);
  });

  it('is part of a narrowed index only where a link shows it whose target may be told of', () => {
    const index = withGone(link('a', 'gone'), link('b', 'gone'));
    const some = (forbidden: boolean): LinkIndex =>
      index.filter({
        link: (entry) => (entry.key !== 'a' ? undefined : forbidden ? { ...entry, forbidden } : entry),
        object: () => false,
      });
    expect(some(false).lastSeen('gone')).toEqual(lastSeen);
    expect(some(true).lastSeen('gone')).toBeUndefined();
    const none = index.filter({ link: () => undefined, object: () => true });
    expect(none.lastSeen('gone')).toBeUndefined();
  });
});

describe('an index of links only', () => {
  const opened = (): LinkIndex => new LinkIndex([link('a', 'gone'), link('b', 'a')], { linksOnly: true });
  const health = (index: LinkIndex): (string | undefined)[] =>
    ['a', 'b'].map((at) => index.judge(at)?.health);

  it('knows nothing of a target until somebody looked at it', () => {
    const index = opened();
    expect(health(index)).toEqual(['unknown', 'chained']);
    index.remove('gone');
    expect(health(index)).toEqual(['missing', 'chained']);
    expect([index.knows('gone'), index.knows('elsewhere')]).toEqual([true, false]);
    index.put(object('gone'));
    expect(health(index)).toEqual(['ok', 'chained']);
    index.remove('gone');
    expect(health(index)).toEqual(['missing', 'chained']);
  });

  it('is narrowed to one that knows as much', () => {
    const index = opened();
    index.remove('gone');
    const narrowed = index.filter({ link: (one) => one, object: () => true });
    expect(health(narrowed)).toEqual(['missing', 'chained']);
    expect(narrowed.knows('elsewhere')).toBe(false);
  });
});

describe('an index that is prepared', () => {
  const many = Array.from({ length: 4100 }, (_, n) => object(`o/${String(n).padStart(5, '0')}`));
  const opened = (): LinkIndex => new LinkIndex([link('a', 'o/00000'), link('b', 'gone'), ...many]);

  it('answers as one that was asked at once, also where something changes meanwhile', () => {
    const index = opened();
    expect([...index.prepare()].length).toBeGreaterThan(1);
    expect(index.rollUp('')).toEqual(opened().rollUp(''));
    const changed = opened();
    const steps = changed.prepare();
    steps.next();
    changed.put(link('c', 'gone'));
    while (steps.next().done !== true);
    expect(changed.rollUp('')).toMatchObject({ links: 3, byHealth: { ok: 1, missing: 2 } });
  });

  it('tells where its keys lie', () => {
    const sample = opened().sampleKeys(100);
    expect(sample).toHaveLength(41);
    expect(sample.slice(0, 2)).toEqual(['o/00099', 'o/00199']);
  });
});

describe('restored copies', () => {
  const copy = (key: string, restoredUntil: string): IndexEntry => ({
    kind: 'object',
    key,
    etag: 'E',
    lastModified: '2026-11-20T10:00:00.000Z',
    size: 1,
    storageClass: 'Archive',
    restored: true,
    restoredUntil,
  });
  const [first, second] = ['2026-12-01T00:00:00.000Z', '2026-12-02T00:00:00.000Z'];

  it('are told once they have expired, also of objects that came packed, for as long as they are there', () => {
    const index = new LinkIndex([copy('b', second), copy('a', first), copy('c', first), copy('gone', first)]);
    index.put(object('c'));
    index.remove('gone');
    expect(index.expiredCopies(Date.parse(first) - 1)).toEqual([]);
    expect(index.expiredCopies(Date.parse(first))).toEqual(['a']);
    expect(index.expiredCopies(Date.parse(second))).toEqual(['a', 'b']);
    const narrowed = index.filter({ link: (one) => one, object: (key) => key !== 'b' });
    expect(narrowed.expiredCopies(Date.parse(second))).toEqual(['a']);
  });
});
