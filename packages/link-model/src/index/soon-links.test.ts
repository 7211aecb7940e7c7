import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findSoonBroken } from './forecast-links.ts';
import type { IndexEntry } from './index-entry.ts';
import { LinkIndex } from './link-index.ts';

const start = Date.parse('2026-11-22T02:24:00Z');
const day = 86_400_000;
const names = ['a', 'b', 'b/a', 'b/c', 'd'];
const key = fc.constantFrom(...names);
const base = { etag: 'E', size: 1 };
const agoOf = (days: number): string => new Date(start - days * day).toISOString();

const entry: fc.Arbitrary<IndexEntry> = fc.oneof(
  fc
    .record({
      key,
      days: fc.integer({ min: 0, max: 60 }),
      storageClass: fc.constantFrom('Standard', 'Archive'),
      restoredFor: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
    })
    .map(({ key: at, days, storageClass, restoredFor }): IndexEntry => ({
      kind: 'object',
      key: at,
      ...base,
      storageClass,
      lastModified: agoOf(days),
      ...(restoredFor === undefined ? {} : { restored: true, restoredUntil: agoOf(-restoredFor) }),
    })),
  fc.tuple(key, fc.constantFrom(...names, 'gone')).map(([from, target]): IndexEntry => ({
    kind: 'link',
    key: from,
    target,
    ...base,
    storageClass: 'Standard',
    lastModified: agoOf(1),
  })),
);
const rules: fc.Arbitrary<LifecycleRule[]> = fc.array(
  fc
    .record({ prefix: fc.constantFrom('', 'a', 'b/'), days: fc.integer({ min: 1, max: 100 }) })
    .map(({ prefix, days }) => ({
      id: `${prefix}${days}`,
      prefix,
      tags: [],
      expiration: { days },
      transitions: [],
      notPrefixes: [],
      hasNotTags: false,
    })),
  { maxLength: 3 },
);
const step = fc.oneof(
  fc.record({ put: entry }),
  fc.record({ remove: key }),
  fc.record({ rules: fc.option(rules, { nil: undefined }) }),
  // Clocks are put back, too.
  fc.record({ days: fc.integer({ min: -20, max: 40 }) }),
);

const recount = (index: LinkIndex, prefix: string, now: number) =>
  [...index.linkKeys(prefix)].flatMap((one) => {
    const forecast = findSoonBroken(index, one, now);
    return forecast === undefined ? [] : [{ key: one, forecast }];
  });

it('what breaks soon is what a look at every link finds, after any changes and as time goes by', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), fc.array(step, { maxLength: 12 }), (entries, steps) => {
      const index = new LinkIndex(entries, { lifecycle: [] });
      let now = start;
      let before = { stamp: index.stamp(now), soon: recount(index, '', now) };
      for (const one of steps) {
        if ('put' in one) index.put(one.put);
        else if ('remove' in one) index.remove(one.remove);
        else if ('days' in one) now += one.days * day;
        else index.useLifecycle(one.rules);
        for (const prefix of ['', 'b/', 'gone'])
          expect([...index.soonBroken(prefix, now)]).toEqual(recount(index, prefix, now));
        expect(index.countSoonBroken('b', now)).toBe(recount(index, 'b', now).length);
        const after = { stamp: index.stamp(now), soon: recount(index, '', now) };
        const isKept = after.stamp === before.stamp;
        expect(isKept ? after.soon : []).toEqual(isKept ? before.soon : []);
        before = after;
      }
    }),
  );
});
