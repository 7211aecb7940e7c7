import { compareKeys } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedKeys } from './sorted-keys.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '工', '\u{1f600}', '\uffee'), maxLength: 4 });
const prefix = fc.string({ unit: fc.constantFrom('a', '/', '工'), maxLength: 2 });

it('answers like a sorted list after any series of inserts and deletes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ key, add: fc.boolean() }), { maxLength: 60 }),
      prefix,
      key,
      (writes, below, behind) => {
        const keys = new SortedKeys();
        const expected = new Set<string>();
        for (const one of writes) {
          if (one.add) keys.add(one.key);
          else keys.delete(one.key);
          if (one.add) expected.add(one.key);
          else expected.delete(one.key);
        }
        const sorted = [...expected].toSorted(compareKeys);
        const matching = sorted.filter((one) => one.startsWith(below));
        expect([...keys.below('')]).toEqual(sorted);
        expect([...keys.below(below)]).toEqual(matching);
        expect([...keys.below(below, behind)]).toEqual(
          matching.filter((one) => compareKeys(one, behind) > 0),
        );
        expect(keys.count(below)).toBe(matching.length);
        expect(keys.hasBelow(below)).toBe(matching.length > 0);
        expect(keys.first(below)).toBe(sorted.find((one) => compareKeys(one, below) >= 0));
        expect(keys.firstBehind(below)).toBe(
          sorted.find((one) => !one.startsWith(below) && compareKeys(one, below) > 0),
        );
      },
    ),
  );
});

it('holds more keys than one chunk, put in any order', () => {
  const sorted = Array.from({ length: 5000 }, (_, i) => `k/${String(i).padStart(5, '0')}`);
  const scattered = sorted.map((_, i) => sorted[(i * 1237) % 5000] ?? '');
  for (const order of [sorted, sorted.toReversed(), scattered]) {
    const keys = new SortedKeys();
    for (const one of order) keys.add(one);
    expect([...keys.below('k/')]).toEqual(sorted);
    expect(keys.firstBehind('k/01')).toBe('k/02000');
    expect([keys.count('k/01'), keys.count(''), keys.count('x')]).toEqual([1000, 5000, 0]);
    for (const one of order) if (!one.endsWith('7')) keys.delete(one);
    expect([...keys.below('')]).toEqual(sorted.filter((one) => one.endsWith('7')));
  }
});

it('goes on in key order while keys are put and removed', () => {
  const keys = new SortedKeys();
  for (let i = 0; i < 3000; i += 2) keys.add(String(i).padStart(5, '0'));
  const seen: string[] = [];
  for (const one of keys.below('')) {
    seen.push(one);
    const next = String(Number(one) + 1).padStart(5, '0');
    if (one.endsWith('0')) keys.add(next);
    if (one.endsWith('4')) keys.delete(one);
  }
  expect(seen).toEqual(seen.toSorted(compareKeys));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(1500 + 300);
});
