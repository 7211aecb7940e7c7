import fc from 'fast-check';
import { expect, test } from 'vitest';

import { combineCrc64, Crc64 } from './crc64.ts';

test('the checksum of "123456789" is the published check value', () => {
  expect(new Crc64().update(Buffer.from('123456789')).digest()).toBe(0x995dc9bbdf1939fan.toString());
});

test('the checksum of nothing is zero', () => {
  expect(new Crc64().digest()).toBe('0');
});

test('cutting the bytes anywhere gives the same checksum, run on or combined', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (a, b) => {
      const whole = new Crc64().update(Buffer.concat([a, b])).digest();
      expect(new Crc64().update(a).update(b).digest()).toBe(whole);
      const parts = [new Crc64().update(a).digest(), new Crc64().update(b).digest()] as const;
      expect(combineCrc64(...parts, b.length)).toBe(whole);
    }),
  );
});
