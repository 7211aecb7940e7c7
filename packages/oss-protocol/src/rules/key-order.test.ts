import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compareKeys } from './key-order.ts';

test('keys are ordered by the bytes of their UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
      const byBytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
      expect(Math.sign(compareKeys(left, right))).toBe(byBytes);
    }),
  );
  expect(compareKeys('\uffff', '\u{10000}')).toBeLessThan(0);
});
