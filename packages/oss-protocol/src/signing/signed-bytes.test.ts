import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readSignedBytes, toSignedBytes } from './signed-bytes.ts';

test('header bytes of any encoding come back unchanged', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const wire = Buffer.from(bytes).toString('latin1');
      expect(toSignedBytes(readSignedBytes(wire))).toEqual(Buffer.from(bytes));
    }),
  );
});

test('UTF-8 reads as its text, beside escaped bytes too', () => {
  expect(readSignedBytes(Buffer.from('目标 😀').toString('latin1'))).toBe('目标 😀');
  expect(toSignedBytes(`目标 😀${readSignedBytes('\xd6\xd0')}😀`)).toEqual(
    Buffer.concat([Buffer.from('目标 😀'), Buffer.from([0xd6, 0xd0]), Buffer.from('😀')]),
  );
});
