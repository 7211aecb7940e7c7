/** Why bytes are not shown as text. */
export type NotText = 'binary' | 'unknown-encoding';

/**
 * Reads bytes as UTF-8 text; `cut` allows the last character to be incomplete. Other encodings cannot be told for
 * sure, so they are named as unknown instead of shown as mistaken letters.
 */
export function decodeText(
  bytes: Uint8Array,
  { cut }: { cut: boolean },
): { text: string } | { not: NotText } {
  if (isUtf16(bytes)) return { not: 'unknown-encoding' };
  if (bytes.includes(0)) return { not: 'binary' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    // oxlint-disable-next-line no-control-regex -- control characters other than white space tell a binary file
    return /[\u0001-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? { not: 'binary' } : { text };
  } catch {
    return { not: 'unknown-encoding' };
  }
}

/** UTF-16 is full of zero bytes; its mark tells it from a binary file. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
