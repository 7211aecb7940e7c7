import { compareKeys } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScanPart } from './scan-store.ts';
import { guessMiddle, sampleStep, splitPart } from './split-part.ts';

test.each([
  ['b/003000', 'b/003999', undefined, 'b/04'],
  ['b/003000', 'b/003999', 'b/04', 'b/02'],
  ['b/003000', 'b/003999', 'b/01', 'b/006'],
  ['b/003000', 'b/003999', 'b/004', undefined],
  ['b/093000', 'b/093999', undefined, 'b/096'],
  // A folder is guessed in by itself: what comes behind it is in the second half.
  ['a/x', 'b/1', undefined, 'b/5'],
  ['a', 'ab', undefined, 'm'],
  ['中', '文', undefined, undefined],
  ['文9', '文9', undefined, undefined],
  ['same', 'same', undefined, 'sas'],
])('of a page from %s to %s, before %s, the middle is guessed at %s', (first, at, upTo, guess) => {
  expect(guessMiddle({ first, at, upTo })).toBe(guess);
});

const alphabet = fc.constantFrom('0', '4', '9', 'a', 'Z', '/', '~', 'é', '\ue000', '\uffff', '🙂');
const key = fc.string({ unit: alphabet, minLength: 1, maxLength: 4 });

test('however parts are cut, each is behind the one before, and together they are the whole', () => {
  let cuts = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { minLength: 20, maxLength: 60 }),
      fc.nat(),
      fc.boolean(),
      (keys, seed, isKnown) => {
        const sorted = keys.toSorted(compareKeys);
        // As if each of them stood for a thousand.
        const known = isKnown
          ? sorted.flatMap((one) => Array.from({ length: 1000 / sampleStep }, () => one))
          : [];
        const parts: ScanPart[] = [{ after: '', keys: 0, pages: 0, done: false }];
        for (let turn = 0; turn < 12; turn += 1) {
          const part = parts[(seed + turn) % parts.length];
          const inPart = sorted.filter((one) => isIn(one, part));
          if (part !== undefined && inPart.length > 3) {
            part.at = inPart[Math.floor(inPart.length / 3)];
            part.keys += 4000;
          }
          const seen = parts.map((one) => ({ part: one, first: sorted.find((found) => isIn(found, one)) }));
          const cut = splitPart(seen, known);
          if (cut === undefined) continue;
          cuts += 1;
          parts.splice(parts.indexOf(cut.from) + 1, 0, cut.second);
          expect(compareKeys(cut.from.at ?? cut.from.after, cut.second.after)).toBeLessThanOrEqual(0);
        }
        for (const [n, { after }] of parts.entries()) expect(after).toBe(n === 0 ? '' : parts[n - 1]?.upTo);
        expect(parts.at(-1)?.upTo).toBeUndefined();
        for (const one of sorted) expect(parts.filter((part) => isIn(one, part)).length).toBe(1);
      },
    ),
  );
  expect(cuts).toBeGreaterThan(100);
});

function isIn(one: string, part: ScanPart | undefined): boolean {
  if (part === undefined) return false;
  return compareKeys(one, part.after) > 0 && (part.upTo === undefined || compareKeys(one, part.upTo) <= 0);
}
