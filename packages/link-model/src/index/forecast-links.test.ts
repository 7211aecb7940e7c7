import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastObject, isSoon } from '../health/forecast.ts';
import { isBroken } from '../health/health.ts';
import { findSoonBroken, forecastBelow, listSoonBroken } from './forecast-links.ts';
import type { IndexEntry } from './index-entry.ts';
import { LinkIndex } from './link-index.ts';

const now = Date.parse('2026-11-22T02:24:00Z');
const day = 86_400_000;
const ago = (days: number): string => new Date(now - days * day).toISOString();
const base = { etag: 'E', lastModified: ago(1), size: 1, storageClass: 'Standard' };
const object = (key: string, days: number): IndexEntry => ({
  kind: 'object',
  key,
  ...base,
  lastModified: ago(days),
});
const link = (key: string, target: string): IndexEntry => ({ kind: 'link', key, target, ...base });
const rule = (more: Partial<LifecycleRule>): LifecycleRule => ({
  id: 'cold-60',
  prefix: '',
  tags: [],
  transitions: [{ when: { days: 60 }, storageClass: 'Archive', byAccess: false }],
  notPrefixes: [],
  hasNotTags: false,
  ...more,
});
const gone = (id: string, prefix: string, days: number): LifecycleRule =>
  rule({ id, prefix, transitions: [], expiration: { days } });

describe('a link', () => {
  const index = new LinkIndex(
    [
      object('v1/app', 41),
      object('v2/app', 3),
      link('old', 'v1/app'),
      link('new', 'v2/app'),
      link('to-old', 'old'),
      link('lost', 'v0/app'),
      { ...link('secret', 'v1/app'), forbidden: true } as IndexEntry,
      { kind: 'link', key: 'unread', ...base },
    ],
    { lifecycle: [rule({})] },
  );

  it('breaks when a rule archives its target', () => {
    const cold = { what: 'cold', at: '2026-12-12T00:00:00.000Z', rule: 'cold-60', prefix: '' };
    expect(index.forecast('old', now)).toEqual(cold);
    expect(findSoonBroken(index, 'old', now)).toEqual(cold);
  });

  it('does not break soon when that is more than thirty days ahead', () => {
    expect(index.forecast('new', now)).toMatchObject({ what: 'cold', at: '2027-01-19T00:00:00.000Z' });
    expect(findSoonBroken(index, 'new', now)).toBeUndefined();
  });

  it.each(['to-old', 'lost', 'secret', 'unread', 'v1/app', 'nowhere'])('has no forecast as %s', (key) => {
    expect(index.forecast(key, now)).toBeUndefined();
  });

  it('does not break once more when it is broken', () => {
    const archived: IndexEntry = { ...object('a', 360), storageClass: 'Archive' };
    const cold = new LinkIndex([archived, link('to-a', 'a')], { lifecycle: [gone('gone', '', 365)] });
    expect(cold.forecast('to-a', now)).toMatchObject({ what: 'deleted' });
    expect(findSoonBroken(cold, 'to-a', now)).toBeUndefined();
  });

  it('is cold again when the restored copy of its target expires, also while rules are not known', () => {
    const restoredUntil = new Date(now + 3.5 * day).toISOString();
    const copied: IndexEntry = {
      ...object('a', 360),
      kind: 'object',
      storageClass: 'Archive',
      restored: true,
      restoredUntil,
    };
    const entries = [copied, link('to-a', 'a')];
    const again = { what: 'cold', at: restoredUntil };
    expect(findSoonBroken(new LinkIndex(entries), 'to-a', now)).toEqual(again);
    const deleted = new LinkIndex(entries, { lifecycle: [gone('gone', '', 362)] });
    expect(findSoonBroken(deleted, 'to-a', now)).toMatchObject({ what: 'deleted', rule: 'gone' });
    expect(findSoonBroken(new LinkIndex(entries, { archiveDirectRead: true }), 'to-a', now)).toBeUndefined();
  });

  it('has no forecast while rules are not known, and a new one with other rules', () => {
    const entries = [object('v1/app', 41), link('old', 'v1/app')];
    const unread = new LinkIndex(entries);
    expect([unread.knowsLifecycle, unread.forecast('old', now)]).toEqual([false, undefined]);
    unread.useLifecycle([gone('gone', 'v1/', 60)]);
    expect(unread.knowsLifecycle).toBe(true);
    expect(unread.forecast('old', now)).toMatchObject({ what: 'deleted', rule: 'gone' });
    expect(unread.filter({ link: (entry) => entry, object: () => true }).forecast('old', now)).toMatchObject({
      rule: 'gone',
    });
    unread.useLifecycle([]);
    expect(unread.forecast('old', now)).toBeUndefined();
  });
});

describe('links of one bucket', () => {
  const index = new LinkIndex(
    [
      ...['a', 'b', 'c'].map((name) => object(`2.13/${name}`, 41)),
      ...['a', 'b', 'c'].map((name) => link(`stable/${name}`, `2.13/${name}`)),
      object('2.14/a', 3),
      object('tmp/x', 1),
      link('a-first', 'tmp/x'),
      link('stable-too', '2.13/a'),
      link('z-later', '2.14/a'),
    ],
    { lifecycle: [rule({ prefix: '2.' }), gone('tmp', 'tmp/', 6)] },
  );

  it('are listed by the time they break, those of a folder link as one', () => {
    expect(listSoonBroken(index, '', now)).toMatchObject([
      { kind: 'link', key: 'a-first', target: 'tmp/x', links: 1, forecast: { what: 'deleted' } },
      { kind: 'folder', key: 'stable/', target: '2.13/', links: 3, forecast: { rule: 'cold-60' } },
      { kind: 'link', key: 'stable-too', target: '2.13/a', links: 1 },
    ]);
  });

  it('are counted below a prefix, with what comes first', () => {
    expect(forecastBelow(index, 'stable/', now)).toMatchObject({ links: 3, forecast: { what: 'cold' } });
    expect(forecastBelow(index, '', now)).toMatchObject({ links: 5, forecast: { rule: 'tmp' } });
    expect(forecastBelow(index, '2.14/', now)).toBeUndefined();
    expect(listSoonBroken(index, 'stable/b', now)).toMatchObject([{ key: 'stable/', links: 1 }]);
    expect(listSoonBroken(index, '2.14/', now)).toEqual([]);
  });
});

describe('forecasts of an index', () => {
  const names = ['a', 'b', 'b/a', 'b/c', 'd'];
  const key = fc.constantFrom(...names);
  const entry: fc.Arbitrary<IndexEntry> = fc.oneof(
    fc
      .record({
        key,
        days: fc.integer({ min: 0, max: 100 }),
        size: fc.nat({ max: 9 }),
        storageClass: fc.constantFrom('Standard', 'Archive', 'ColdArchive'),
      })
      .map(({ days, ...more }) => ({ ...object(more.key, days), ...more })),
    fc.tuple(key, fc.constantFrom(...names, 'gone')).map(([from, target]) => link(from, target)),
  );
  const when = fc.record({ days: fc.integer({ min: 1, max: 120 }) });
  const someRule = fc
    .record({
      id: fc.constantFrom('r', 's'),
      prefix: fc.constantFrom('', 'a', 'b', 'b/', 'b/c/'),
      expiration: fc.option(when, { nil: undefined }),
      transitions: fc.array(
        fc.record({
          when,
          storageClass: fc.constantFrom('IA', 'Archive', 'ColdArchive'),
          byAccess: fc.boolean(),
        }),
        { maxLength: 2 },
      ),
      largerThan: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
    })
    .map((more) => rule(more));

  it('are those of the targets, and the groups count each soon one once', () => {
    const facts = { lifecycle: fc.array(someRule, { maxLength: 5 }), archiveDirectRead: fc.boolean() };
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.record(facts), (entries, known) => {
        const index = new LinkIndex(entries, known);
        const soon = [...index.links()].filter(({ key: from, target, health }) => {
          const reached = index.get(target ?? '');
          const expected =
            reached?.kind === 'object'
              ? forecastObject(
                  { ...reached, archiveDirectRead: known.archiveDirectRead },
                  known.lifecycle,
                  now,
                )[0]
              : undefined;
          expect(index.forecast(from, now)).toEqual(expected);
          return expected !== undefined && isSoon(expected, now) && !isBroken(health);
        });
        const groups = listSoonBroken(index, '', now);
        expect(groups.reduce((sum, { links }) => sum + links, 0)).toBe(soon.length);
        expect(forecastBelow(index, '', now)?.links ?? 0).toBe(soon.length);
        expect(forecastBelow(index, '', now)?.forecast.at).toBe(groups[0]?.forecast.at);
      }),
    );
  });
});
