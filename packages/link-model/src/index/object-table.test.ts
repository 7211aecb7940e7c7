import { compareKeys } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ObjectEntry } from './index-entry.ts';
import { ObjectBlock } from './object-block.ts';
import { ObjectTable } from './object-table.ts';

const object = (key: string, size = 1): ObjectEntry => ({
  kind: 'object',
  key,
  etag: 'E',
  lastModified: '2026-11-20T10:00:00.000Z',
  size,
  storageClass: 'Standard',
});

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '软', '𝄞'), minLength: 1, maxLength: 4 });
const inOrder = (keys: Iterable<string>): string[] => [...new Set(keys)].toSorted(compareKeys);

type Step = { put: string; size: number } | { remove: string };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ put: key, size: fc.nat(9) }),
  fc.record({ remove: key }),
);

/** A table filled in one of three ways, and what it holds. */
const filled = fc
  .tuple(fc.array(key, { maxLength: 40 }), fc.constantFrom('block', 'order', 'any'), key)
  .map(([keys, how, cut]): [ObjectTable, Map<string, ObjectEntry>] => {
    const all = inOrder(keys).map((one) => object(one));
    const table = new ObjectTable();
    const isUpTo = ({ key: one }: ObjectEntry): boolean => compareKeys(one, cut) <= 0;
    if (how === 'any') for (const one of keys) table.append(object(one));
    else if (how === 'order') for (const one of all) table.append(one);
    else {
      // One block in two ranges, the second of which does not go to its end.
      const block = ObjectBlock.pack(all);
      table.addRange({ after: '', upTo: cut, block });
      table.addRange({ after: cut, upTo: all.at(-1)?.key, block });
      expect(all.filter(isUpTo).every((one) => table.get(one.key) !== undefined)).toBe(true);
    }
    return [table, new Map(all.map((one) => [one.key, one]))];
  });

test('a table holds what a map holds after any changes', () => {
  fc.assert(
    fc.property(filled, fc.array(step), key, ([table, map], steps, prefix) => {
      for (const one of steps) {
        if ('put' in one) {
          table.put(object(one.put, one.size));
          map.set(one.put, object(one.put, one.size));
        } else {
          table.delete(one.remove);
          map.delete(one.remove);
        }
      }
      expect(table.size).toBe(map.size);
      for (const one of map.keys()) expect(table.get(one)).toEqual(map.get(one));
      const below = (of: string): string[] => inOrder(map.keys()).filter((one) => one.startsWith(of));
      for (const of of ['', prefix]) {
        const walked = [...table.below(of)].map(([at, { size }]) => [at, size]);
        expect(walked).toEqual(below(of).map((at) => [at, map.get(at)?.size]));
        expect(table.hasBelow(of)).toBe(below(of).length > 0);
      }
      const some = table.filter((one) => one.startsWith(prefix));
      expect([...some.below('')].map(([at]) => at)).toEqual(below(prefix));
      expect(some.size).toBe(below(prefix).length);
      expect(table.get(`${prefix}!`)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test('ranges that have keys in common count each of them once', () => {
  const table = new ObjectTable();
  const block = ObjectBlock.pack(['a', 'b', 'c', 'd'].map((one) => object(one, 1)));
  const later = ObjectBlock.pack(['b', 'c', 'e'].map((one) => object(one, 2)));
  table.addRange({ after: '', upTo: 'c', block });
  table.addRange({ after: 'a', upTo: 'b', block: later });
  table.addRange({ after: 'b', block: later });
  expect([...table.below('')].map(([one]) => one)).toEqual(['a', 'b', 'c', 'e']);
  expect([table.size, table.get('b'), table.get('e')]).toEqual([4, object('b', 1), object('e', 2)]);
});

test('a key with half a surrogate pair is held, too', () => {
  const table = new ObjectTable();
  table.append(object('a'));
  table.append(object('\uD800'));
  table.append(object('\uFFFD'));
  expect(table.get('\uD800')).toEqual(object('\uD800'));
  table.delete('\uD800');
  expect([...table.below('')].map(([key]) => key)).toEqual(['a', '\uFFFD']);
});
