import { createHash } from 'node:crypto';

import { Crc64 } from './crc64.ts';

const PIECE = 256 * 1024;

/** The bytes `start` to `end` (exclusive) of an endless repetition of `pattern`. */
export function* repeatPattern(pattern: Uint8Array, start: number, end: number): Generator<Buffer> {
  // A piece is a whole number of repetitions, so that every full piece is the same buffer.
  const repeats = Math.max(1, Math.floor(PIECE / pattern.length));
  const piece = Buffer.alloc(repeats * pattern.length, pattern);
  let at = start;
  while (at < end) {
    const offset = at % piece.length;
    const chunk = piece.subarray(offset, Math.min(piece.length, offset + end - at));
    at += chunk.length;
    yield chunk;
  }
}

const measured = new Map<string, { md5: string; crc64: string }>();

/** MD5 (upper-case hexadecimal) and CRC-64 of `size` bytes of the repeated pattern. */
export function measurePattern(pattern: Uint8Array, size: number): { md5: string; crc64: string } {
  const name = `${size}:${Buffer.from(pattern).toString('base64')}`;
  const known = measured.get(name);
  if (known !== undefined) return known;
  const md5 = createHash('md5');
  const crc64 = new Crc64();
  for (const chunk of repeatPattern(pattern, 0, size)) {
    md5.update(chunk);
    crc64.update(chunk);
  }
  const result = { md5: md5.digest('hex').toUpperCase(), crc64: crc64.digest() };
  if (measured.size > 1000) measured.clear();
  measured.set(name, result);
  return result;
}
