import { isDeepStrictEqual } from 'node:util';
import { compareKeys } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ObjectEntry } from './index-entry.ts';
import { isPackable, ObjectBlock } from './object-block.ts';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: 32, maxLength: 32 });
const entry: fc.Arbitrary<ObjectEntry> = fc.record(
  {
    kind: fc.constant('object' as const),
    key: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: fc.constantFrom('a', '/', '软', '𝄞', 'é', '+'), minLength: 1 }),
    ),
    etag: fc.oneof(
      digits,
      fc.tuple(digits, fc.nat()).map(([md5, n]) => `${md5}-${String(n)}`),
      fc.string(),
    ),
    lastModified: fc.oneof(
      fc.date({ min: new Date(0), noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom('', '2026-11-20T10:00:00Z'),
    ),
    size: fc.maxSafeNat(),
    storageClass: fc.oneof(fc.constantFrom('Standard', 'IA', 'Archive'), fc.string()),
    restored: fc.boolean(),
    restoredUntil: fc.constant('2026-12-01T00:00:00.000Z'),
  },
  { requiredKeys: ['kind', 'key', 'etag', 'lastModified', 'size', 'storageClass'] },
);

const byKey = (a: ObjectEntry, b: ObjectEntry): number => compareKeys(a.key, b.key);

/** In key order, each key once. */
const entries = fc
  .uniqueArray(entry.filter(isPackable), { selector: ({ key }) => key, maxLength: 300, size: 'max' })
  .map((all) => all.toSorted(byKey));

test('what is packed comes back as it was, entry by entry and key by key', () => {
  fc.assert(
    fc.property(entries, (all) => {
      const block = new ObjectBlock(ObjectBlock.pack(all).bytes);
      expect(all.map((_, at) => block.entry(at))).toEqual(all);
      expect(block.keys(0, block.size)).toEqual(all.map(({ key }) => key));
      expect(all.every(({ storageClass }, at) => block.part(at).storageClass === storageClass)).toBe(true);
    }),
  );
});

test('a key keeps a byte order mark, also where others share what is before it', () => {
  const keys = ['\uFEFFa', 'b/1', 'b/\uFEFF2', 'b/\uFEFF\uFEFF3'].toSorted(compareKeys);
  const toEntry = (key: string): ObjectEntry => ({
    kind: 'object',
    key,
    etag: '\uFEFFE',
    lastModified: '2026-11-20T10:00:00.000Z',
    size: 1,
    storageClass: 'IA',
  });
  for (const some of [keys, keys.slice(0, 1), keys.filter((key) => key.startsWith('b/'))]) {
    const block = ObjectBlock.pack(some.map(toEntry));
    expect(block.keys(0, block.size)).toEqual(some);
    expect(some.map((_, at) => block.entry(at))).toEqual(some.map(toEntry));
    expect(some.map((key) => block.find(key))).toEqual(some.map((_, at) => at));
  }
});

test('a key is found where it is, and nowhere else', () => {
  fc.assert(
    fc.property(entries, fc.string({ unit: 'binary' }), (all, other) => {
      const block = ObjectBlock.pack(all);
      const keys = all.map(({ key }) => key);
      expect(keys.map((key) => block.find(key))).toEqual(keys.map((_, at) => at));
      for (const key of [other, ...keys.map((one) => `${one}!`), ...keys.map((one) => one.slice(0, -1))]) {
        if (!key.isWellFormed()) continue;
        expect(block.find(key)).toBe(keys.indexOf(key));
        expect(block.lowerBound(key)).toBe(keys.filter((one) => compareKeys(one, key) < 0).length);
      }
    }),
  );
});

const few = entries.map((all) => all.slice(0, 12));

test('two objects are the same just where their entries are', () => {
  fc.assert(
    fc.property(few, few, (all, others) => {
      const [block, other] = [ObjectBlock.pack(all), ObjectBlock.pack([...all, ...others].toSorted(byKey))];
      for (let at = 0; at < block.size; at += 1)
        for (let otherAt = 0; otherAt < other.size; otherAt += 1)
          expect(block.isSame(at, other, otherAt)).toBe(
            isDeepStrictEqual(block.entry(at), other.entry(otherAt)),
          );
    }),
    { numRuns: 30 },
  );
});

test('bytes that are no block, or a part of one, are refused', () => {
  const all = ['a', 'b'].map((key): ObjectEntry => ({
    kind: 'object',
    key,
    etag: 'E',
    lastModified: '',
    size: 1,
    storageClass: 'IA',
  }));
  const { bytes } = ObjectBlock.pack(all);
  expect(() => new ObjectBlock(bytes.subarray(0, -1))).toThrow(RangeError);
  expect(() => new ObjectBlock(bytes.subarray(4))).toThrow(RangeError);
});

test('a thousand objects with keys alike take less than 60 bytes each', () => {
  const all = Array.from({ length: 1000 }, (_, n): ObjectEntry => ({
    kind: 'object',
    key: `builds/nightly/app-${String(n).padStart(6, '0')}.tar.gz`,
    etag: n.toString(16).toUpperCase().padStart(32, '0'),
    lastModified: '2026-11-20T10:00:00.000Z',
    size: 48_000_000 + n,
    storageClass: 'Standard',
  }));
  expect(ObjectBlock.pack(all).bytes.byteLength / 1000).toBeLessThan(60);
});
