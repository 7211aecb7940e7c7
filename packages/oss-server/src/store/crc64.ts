/*
 * CRC-64/XZ (ECMA-182, reflected), the checksum of x-oss-hash-crc64ecma. JavaScript has no 64-bit
 * integers that are fast, so the register is two unsigned 32-bit halves, and eight bytes are folded in
 * at once through eight tables.
 */
const POLYNOMIAL_HIGH = 0xc96c5795;
const POLYNOMIAL_LOW = 0xd7870f42;
const SLICES = 8;
const high = new Uint32Array(256 * SLICES);
const low = new Uint32Array(256 * SLICES);

for (let byte = 0; byte < 256; byte += 1) {
  let h = 0;
  let l = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    const odd = l & 1;
    l = (l >>> 1) | ((h & 1) << 31);
    h >>>= 1;
    if (odd === 1) {
      h ^= POLYNOMIAL_HIGH;
      l ^= POLYNOMIAL_LOW;
    }
  }
  high[byte] = h;
  low[byte] = l;
}
for (let slice = 1; slice < SLICES; slice += 1) {
  for (let byte = 0; byte < 256; byte += 1) {
    const h = high[(slice - 1) * 256 + byte]!;
    const l = low[(slice - 1) * 256 + byte]!;
    const index = l & 0xff;
    high[slice * 256 + byte] = (h >>> 8) ^ high[index]!;
    low[slice * 256 + byte] = ((l >>> 8) | (h << 24)) ^ low[index]!;
  }
}

/** A running CRC-64 of the bytes given to `update`. */
export class Crc64 {
  #high = 0xffffffff;
  #low = 0xffffffff;

  update(bytes: Uint8Array): this {
    let h = this.#high;
    let l = this.#low;
    let at = 0;
    for (const end = bytes.length - 7; at < end; at += 8) {
      l ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      h ^= bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
      const a = 1792 + (l & 0xff);
      const b = 1536 + ((l >>> 8) & 0xff);
      const c = 1280 + ((l >>> 16) & 0xff);
      const d = 1024 + (l >>> 24);
      const e = 768 + (h & 0xff);
      const f = 512 + ((h >>> 8) & 0xff);
      const g = 256 + ((h >>> 16) & 0xff);
      const i = h >>> 24;
      h = high[a]! ^ high[b]! ^ high[c]! ^ high[d]! ^ high[e]! ^ high[f]! ^ high[g]! ^ high[i]!;
      l = low[a]! ^ low[b]! ^ low[c]! ^ low[d]! ^ low[e]! ^ low[f]! ^ low[g]! ^ low[i]!;
    }
    for (; at < bytes.length; at += 1) {
      const index = (l ^ bytes[at]!) & 0xff;
      l = ((l >>> 8) | (h << 24)) ^ low[index]!;
      h = (h >>> 8) ^ high[index]!;
    }
    this.#high = h;
    this.#low = l;
    return this;
  }

  /** The checksum as OSS writes it: an unsigned decimal number. */
  digest(): string {
    const h = BigInt(~this.#high >>> 0);
    return ((h << 32n) | BigInt(~this.#low >>> 0)).toString();
  }
}

const POLYNOMIAL = (BigInt(POLYNOMIAL_HIGH) << 32n) | BigInt(POLYNOMIAL_LOW);
const TOP = 1n << 63n;

/** Multiplies two reflected polynomials modulo the CRC's. */
function multiply(left: bigint, right: bigint): bigint {
  let product = 0n;
  let shifted = right;
  for (let bit = TOP; bit > 0n; bit >>= 1n) {
    if ((left & bit) !== 0n) product ^= shifted;
    shifted = (shifted & 1n) === 0n ? shifted >> 1n : (shifted >> 1n) ^ POLYNOMIAL;
  }
  return product;
}

/** The checksum of two byte strings put together, from the checksum of each and the length of the second. */
export function combineCrc64(first: string, second: string, secondLength: number): string {
  let power = TOP >> 8n;
  let shift = TOP;
  for (let length = secondLength; length > 0; length = Math.floor(length / 2)) {
    if (length % 2 === 1) shift = multiply(shift, power);
    power = multiply(power, power);
  }
  return (multiply(BigInt(first), shift) ^ BigInt(second)).toString();
}
