import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecastObject, type ForecastObject } from './forecast.ts';

const now = Date.parse('2026-11-22T02:24:00Z');
const day = 86_400_000;
const object: ForecastObject = {
  key: 'cli/2.13.2/setup.exe',
  lastModified: new Date(now - 41 * day).toISOString(),
  size: 1000,
  storageClass: 'Standard',
};
const rule = (more: Partial<LifecycleRule> = {}): LifecycleRule => ({
  id: 'cold-60',
  prefix: 'cli/2.',
  tags: [],
  expiration: undefined,
  transitions: [{ when: { days: 60 }, storageClass: 'Archive', byAccess: false }],
  notPrefixes: [],
  hasNotTags: false,
  largerThan: undefined,
  smallerThan: undefined,
  ...more,
});
const gone = (days: number): LifecycleRule => rule({ id: 'gone', transitions: [], expiration: { days } });
const cold = { what: 'cold', at: '2026-12-12T00:00:00.000Z', rule: 'cold-60', prefix: 'cli/2.' };
const deleted = { what: 'deleted', at: '2026-12-22T00:00:00.000Z', rule: 'gone', prefix: 'cli/2.' };

test('an object gets cold at the midnight after its days are over', () => {
  expect(forecastObject(object, [rule()], now)).toEqual([cold]);
});

test('the first of each kind counts, in the order of time', () => {
  expect(forecastObject(object, [gone(90), gone(70), rule()], now)).toEqual([cold, deleted]);
  expect(forecastObject(object, [gone(50), rule()], now)).toEqual([
    { ...deleted, at: '2026-12-02T00:00:00.000Z' },
  ]);
});

test.each<[string, Partial<ForecastObject>, Partial<LifecycleRule>]>([
  ['another prefix', { key: 'cli/1.9.4/setup.exe' }, {}],
  ['a prefix that is left out', {}, { notPrefixes: ['cli/2.13.2/'] }],
  ['tags, which nobody has read', {}, { tags: [['team', 'cli']] }],
  ['tags that leave objects out', {}, { hasNotTags: true }],
  ['too small a size', {}, { largerThan: 1000 }],
  ['too large a size', {}, { smallerThan: 1000 }],
  ['the last access', {}, { transitions: [{ ...rule().transitions[0]!, byAccess: true }] }],
  ['a class that is not cold', {}, { transitions: [{ ...rule().transitions[0]!, storageClass: 'IA' }] }],
  ['an object that is cold already', { storageClass: 'ColdArchive' }, {}],
  ['a bucket that reads Archive directly', { archiveDirectRead: true }, {}],
  ['a day that is over', { lastModified: new Date(now - 99 * day).toISOString() }, {}],
  ['what was changed after a date', {}, { transitions: [], expiration: { before: now - 50 * day } }],
])('says nothing of a rule with %s', (_, more, differs) => {
  expect(forecastObject({ ...object, ...more }, [rule(differs)], now)).toEqual([]);
});

test('a date counts for what is older', () => {
  const dated = rule({ transitions: [], expiration: { before: now + 3 * day } });
  expect(forecastObject(object, [dated], now)).toMatchObject([
    { what: 'deleted', at: '2026-11-26T00:00:00.000Z' },
  ]);
});

const restored: ForecastObject = {
  ...object,
  storageClass: 'ColdArchive',
  restoredUntil: new Date(now + 5.5 * day).toISOString(),
};
const again = { what: 'cold', at: restored.restoredUntil };

test('a restored object is cold again when its copy expires, by no rule', () => {
  expect(forecastObject(restored, [rule()], now)).toEqual([again]);
  expect(forecastObject(restored, [gone(90)], now)).toEqual([
    again,
    { ...deleted, at: '2027-01-11T00:00:00.000Z' },
  ]);
});

test('a rule that deletes a restored object before its copy expires comes first, and is all that comes', () => {
  expect(forecastObject(restored, [gone(43)], now)).toMatchObject([{ what: 'deleted', rule: 'gone' }]);
});

test.each<[string, Partial<ForecastObject>]>([
  ['is over', { restoredUntil: new Date(now).toISOString() }],
  ['is of a class that needs none', { storageClass: 'IA' }],
  [
    'is not needed, since the bucket reads Archive directly',
    { storageClass: 'Archive', archiveDirectRead: true },
  ],
])('says nothing of a restored copy that %s', (_, more) => {
  expect(forecastObject({ ...restored, ...more }, [], now)).toEqual([]);
});

test('retention delays that a rule deletes, not that it archives', () => {
  const kept = (one: LifecycleRule, keptDays: number): LifecycleRule => ({ ...one, keptDays });
  expect(forecastObject(object, [kept(gone(50), 70)], now)).toEqual([deleted]);
  // Overdue, and deleted as soon as retention lets it.
  expect(forecastObject(object, [kept(gone(10), 70)], now)).toEqual([deleted]);
  expect(forecastObject(object, [kept(gone(70), 50)], now)).toEqual([deleted]);
  expect(forecastObject(object, [kept(gone(10), 30)], now)).toEqual([]);
  expect(forecastObject(object, [kept(rule(), 400)], now)).toEqual([cold]);
});

test('a forecast is always ahead, of a rule at midnight, and never gets cold after it is gone', () => {
  const when = fc.oneof(
    fc.record({ days: fc.integer({ min: 1, max: 400 }) }),
    fc.record({ before: fc.integer({ min: now - 400 * day, max: now + 400 * day }) }),
  );
  const some = fc.record({
    transitions: fc.array(
      fc.record({
        when,
        storageClass: fc.constantFrom('IA', 'Archive', 'ColdArchive'),
        byAccess: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    expiration: fc.option(when, { nil: undefined }),
    keptDays: fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
  });
  const copy = fc.option(fc.integer({ min: now - 9 * day, max: now + 9 * day }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 4 }), copy, (rules, until) => {
      const restoredUntil = until === undefined ? undefined : new Date(until).toISOString();
      const looked = until === undefined ? object : { ...object, storageClass: 'Archive', restoredUntil };
      const found = forecastObject(looked, rules.map(rule), now);
      const times = found.map(({ at }) => Date.parse(at));
      expect(times.every((at) => at > now)).toBe(true);
      const copies = found.filter(({ rule: by }) => by === undefined);
      expect(copies.every(({ what, at }) => what === 'cold' && at === restoredUntil)).toBe(true);
      const byRule = found.filter((one) => !copies.includes(one));
      expect(byRule.every(({ at }) => Date.parse(at) % day === 0)).toBe(true);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(found.map(({ what }) => what)).size).toBe(found.length);
      expect(found.findIndex(({ what }) => what === 'deleted')).not.toBe(found.length === 2 ? 0 : 2);
    }),
  );
});
