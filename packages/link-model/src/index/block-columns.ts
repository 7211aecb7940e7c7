const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

/** The value of each hexadecimal digit by its character code, small letters left out: they would not come back. */
const values = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789ABCDEF'].entries()) values[digit.charCodeAt(0)] = value;

/** Packs the 32 digits that an ETag begins with into 16 bytes. @returns false where it does not: nothing is packed then */
export function fromHexEtag(etag: string, bytes: Uint8Array, at: number): boolean {
  if (etag.length < 32) return false;
  for (let i = 0; i < 32; i += 1) if ((values[etag.charCodeAt(i)] ?? -1) < 0) return false;
  for (let i = 0; i < 16; i += 1)
    bytes[at + i] = 16 * values[etag.charCodeAt(2 * i)]! + values[etag.charCodeAt(2 * i + 1)]!;
  return true;
}

export function toHexEtag(bytes: Uint8Array, at: number): string {
  let etag = '';
  for (let i = 0; i < 16; i += 1) etag += hex[bytes[at + i]!]!;
  return etag;
}

/** Tells whether a time is the same text after it was a number: `2026-11-20T10:00:00.000Z`. */
export function keepsTime(time: string): boolean {
  return time.length === 24 && time.endsWith('Z') && !Number.isNaN(Date.parse(time));
}

/** What two keys begin with, without half of a surrogate pair. */
export function commonPrefix(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  const isHalf = /[\uD800-\uDBFF]$/.test(one.slice(0, length));
  return one.slice(0, isHalf ? length - 1 : length);
}
