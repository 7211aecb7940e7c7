// oxlint-disable-next-line no-control-regex -- ASCII is meant
const BEYOND_ASCII = /[^\0-\x7f]/;
/** With the flag `u` only lone surrogates match, never the second half of a pair. */
const ESCAPED_BYTES = /([\udc80-\udcff]+)/u;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Text for the bytes of a header value (one character per byte, as Node reads them). Clients sign the bytes
 * whatever their encoding, so bytes that are not UTF-8 must not be replaced: each byte from 0x80 of such a
 * value becomes a lone surrogate U+DC80–U+DCFF, the `surrogateescape` of Python's PEP 383.
 */
export function readSignedBytes(wire: string): string {
  if (!BEYOND_ASCII.test(wire)) return wire;
  const bytes = Buffer.from(wire, 'latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
  }
}

/** The bytes a text is signed as: UTF-8, and the bytes that {@link readSignedBytes} escaped. */
export function toSignedBytes(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text, 'utf8');
  // Latin-1 keeps the low byte of a character, which is the escaped one.
  const pieces = text
    .split(ESCAPED_BYTES)
    .map((piece, index) => Buffer.from(piece, index % 2 ? 'latin1' : 'utf8'));
  return Buffer.concat(pieces);
}
