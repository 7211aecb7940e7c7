import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNeighbourhood, type Neighbour } from './find-neighbourhood.ts';
import type { IndexEntry } from './index-entry.ts';
import { LinkIndex } from './link-index.ts';

const now = Date.parse('2026-11-23T00:00:00.000Z');
const facts = { etag: 'E', lastModified: '2026-11-22T00:00:00.000Z', size: 7, storageClass: 'Standard' };
const object = (key: string): IndexEntry => ({ kind: 'object', key, ...facts });
const link = (key: string, target: string, more: object = {}): IndexEntry => ({
  kind: 'link',
  key,
  target,
  ...facts,
  ...more,
});
const near = (entries: readonly IndexEntry[], key: string, most = 60): Neighbour[] =>
  findNeighbourhood(new LinkIndex(entries), key, { most, now });

/** `-1 a ok -> b`, with the number of links that lead there and are not listed. */
function tell(found: readonly Neighbour[]): string[] {
  return found.map(({ key, step, kind, health, to, omitted }) => {
    const end = to === undefined ? '' : ` -> ${found[to]?.key}`;
    return `${step} ${key} ${health ?? kind}${end}${omitted === 0 ? '' : ` +${omitted}`}`;
  });
}

describe('the neighbourhood of a key', () => {
  it('of a link holds its target, what else leads there, and what leads to the link in two steps', () => {
    const entries = [
      object('app'),
      link('latest', 'app'),
      link('stable', 'app'),
      link('old', 'latest'),
      link('older', 'old'),
      link('oldest', 'older'),
    ];
    expect(tell(near(entries, 'latest'))).toEqual([
      '0 latest ok -> app',
      '1 app object',
      '-1 old chained -> latest',
      '0 stable ok -> app',
      '-2 older chained -> old +1',
    ]);
  });

  it('of an object holds the links that lead there, with what is stored', () => {
    const [app, latest] = near([object('app'), link('latest', 'app')], 'app');
    expect(app).toEqual({
      key: 'app',
      step: 0,
      kind: 'object',
      stored: { size: 7, storageClass: 'Standard', lastModified: facts.lastModified },
      backlinks: 1,
      omitted: 0,
    });
    expect(latest).toMatchObject({ key: 'latest', step: -1, to: 0 });
  });

  it('follows a chain to its end, and a loop once', () => {
    const chain = [link('a', 'b'), link('b', 'c'), link('c', 'd'), object('d')];
    expect(tell(near(chain, 'a'))).toEqual([
      '0 a chained -> b',
      '1 b chained -> c',
      '2 c ok -> d',
      '3 d object',
    ]);
    const loop = [link('a', 'b'), link('b', 'a')];
    expect(tell(near(loop, 'a'))).toEqual(['0 a self -> b', '1 b self -> a']);
    expect(tell(near([link('a', 'a')], 'a'))).toEqual(['0 a self -> a']);
  });

  it('tells of a missing key what was there, and of one that no scan came to nothing', () => {
    const index = new LinkIndex([link('a', 'gone')]);
    const lastSeen = { ...facts, seenAt: facts.lastModified };
    index.noteLastSeen('gone', lastSeen);
    expect(findNeighbourhood(index, 'a', { most: 60, now })[1]).toMatchObject({ kind: 'missing', lastSeen });
    const cut = new LinkIndex([link('a', 'z')], { scannedUpTo: 'b' });
    expect(findNeighbourhood(cut, 'a', { most: 60, now })[1]).toMatchObject({ kind: 'unread' });
    expect(near([link('a', 'd'), object('d/x')], 'a')[1]).toMatchObject({ kind: 'folder' });
  });

  it('neither looks at a forbidden target nor follows it', () => {
    const entries = [link('a', 'b', { forbidden: true }), link('b', 'c'), object('c'), link('x', 'a')];
    expect(tell(near(entries, 'a'))).toEqual(['0 a forbidden -> b', '1 b hidden', '-1 x chained -> a']);
    expect(near(entries, 'a')[1]).toEqual({ key: 'b', step: 1, kind: 'hidden', backlinks: 1, omitted: 0 });
    const behind = [link('a', 'b'), link('b', 'c', { forbidden: true }), link('c', 'd'), object('d')];
    expect(tell(near(behind, 'a'))).toEqual(['0 a chained -> b', '1 b forbidden -> c', '2 c hidden']);
  });

  it('tells what is ahead of each link, and of none whose target may not be told of', () => {
    const cold: LifecycleRule = {
      id: 'cold-60',
      prefix: 'v1/',
      tags: [],
      transitions: [{ when: { days: 60 }, storageClass: 'Archive', byAccess: false }],
      notPrefixes: [],
      hasNotTags: false,
    };
    const entries = [
      object('v1/app'),
      object('v2/app'),
      link('latest', 'v1/app'),
      link('stable', 'v1/app'),
      link('old', 'latest'),
      link('next', 'v2/app'),
      link('shut', 'v1/app', { forbidden: true }),
    ];
    const rules = (lifecycle?: readonly LifecycleRule[]) =>
      new LinkIndex(entries, lifecycle === undefined ? {} : { lifecycle });
    const ahead = (index: LinkIndex, key: string) =>
      findNeighbourhood(index, key, { most: 60, now }).flatMap((one) =>
        one.forecast === undefined ? [] : [[one.key, one.forecast]],
      );
    const forecast = { what: 'cold', at: '2027-01-21T00:00:00.000Z', rule: 'cold-60', prefix: 'v1/' };
    const open = rules([cold]).filter({
      link: (entry) => (entry.key === 'shut' ? undefined : entry),
      object: () => true,
    });
    expect(ahead(open, 'latest')).toEqual([
      ['latest', forecast],
      ['stable', forecast],
    ]);
    expect(ahead(open, 'next')).toEqual([]);
    expect(ahead(rules(), 'latest')).toEqual([]);
    expect(ahead(rules([cold]), 'shut').map(([key]) => key)).not.toContain('shut');
  });

  it('counts what it leaves out, and lists no more than it may', () => {
    const many = Array.from({ length: 50 }, (_, i) => link(`l${String(i).padStart(2, '0')}`, 'app'));
    const found = near([object('app'), ...many], 'app');
    expect(found.length).toBe(21);
    expect(found[0]).toMatchObject({ backlinks: 50, omitted: 30 });
    const beside = near([object('app'), ...many, ...many.map(({ key }) => link(`to-${key}`, 'l00'))], 'l00');
    expect(beside.filter(({ step }) => step === -1).length).toBe(20);
    expect(beside.filter(({ step }) => step === 0).length).toBe(20);
    expect(near([object('app'), ...many], 'l00', 5).map(({ key }) => key)).toEqual([
      'l00',
      'app',
      'l01',
      'l02',
      'l03',
    ]);
  });

  it('lists each key once within its bound, leads each link where it leads, and counts the rest, in any bucket', () => {
    const key = fc.constantFrom(...'abcdefgh');
    const entries = fc.uniqueArray(
      fc.oneof(
        key.map((one) => object(one)),
        fc.tuple(key, key, fc.boolean()).map(([at, to, forbidden]) => link(at, to, { forbidden })),
      ),
      { selector: (entry) => entry.key },
    );
    fc.assert(
      fc.property(entries, key, fc.integer({ min: 1, max: 9 }), (all, asked, most) => {
        const found = near(all, asked, most);
        const byKey = new Map(all.map((entry) => [entry.key, entry]));
        const keys = found.map((one) => one.key);
        expect(keys[0]).toBe(asked);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.length).toBeLessThanOrEqual(most);
        for (const { key: at, to, backlinks, omitted, kind } of found) {
          const entry = byKey.get(at);
          const target = entry?.kind === 'link' ? entry.target : undefined;
          expect(to === undefined ? undefined : keys[to]).toBe(
            target !== undefined && keys.includes(target) ? target : undefined,
          );
          const leading = all.filter((one) => one.kind === 'link' && one.target === at);
          expect(backlinks).toBe(leading.length);
          expect(omitted).toBe(leading.filter((one) => !keys.includes(one.key)).length);
          const isHidden = found.some(
            (one) =>
              byKey.get(one.key)?.kind === 'link' &&
              (byKey.get(one.key) as { forbidden?: boolean }).forbidden === true &&
              (byKey.get(one.key) as { target?: string }).target === at,
          );
          expect(kind === 'hidden').toBe(isHidden);
        }
      }),
    );
  });
});
