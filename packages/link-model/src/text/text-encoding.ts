/** Why bytes are not shown as text. */
export type NotText = 'binary' | 'unknown-encoding';

/** A text and the encoding it was read in, by its name in the Encoding standard: `utf-8`, `gb18030`, `utf-16le`. */
export interface DecodedText {
  text: string;
  charset: string;
}

export interface TextHints {
  /** The bytes are the beginning of something longer: their last character may be incomplete. */
  cut?: boolean;
  /** What the bytes are stored as, such as `text/plain; charset=gbk`. */
  contentType?: string | undefined;
}

/**
 * Reads bytes as text: by their byte order mark, the charset that their type declares, as strict UTF-8, else as GB18030
 * (which GBK and GB2312 are part of), each only where every byte fits. Text in other encodings that declares none is
 * named as unknown instead of shown as mistaken letters.
 */
export function decodeText(bytes: Uint8Array, hints: TextHints = {}): DecodedText | { not: NotText } {
  const mark = charsetOfMark(bytes);
  const declared = declaredCharset(hints.contentType);
  const candidates = mark === undefined ? [declared, 'utf-8', 'gb18030'] : [mark];
  for (const charset of candidates) {
    // Only UTF-16 is full of zero bytes.
    if (charset === undefined || (!charset.startsWith('utf-16') && bytes.includes(0))) continue;
    const text = decode(bytes, charset, hints.cut === true);
    if (text === undefined) continue;
    return isBinary(text) ? { not: 'binary' } : { text, charset };
  }
  return { not: bytes.includes(0) ? 'binary' : 'unknown-encoding' };
}

/** The charset that a byte order mark in front of some bytes tells. */
export function charsetOfMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** The name the Encoding standard gives to what a Content-Type declares; undefined for what it does not know. */
function declaredCharset(contentType: string | undefined): string | undefined {
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array, charset: string, cut: boolean): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return undefined;
  }
}

/** Control characters other than white space and ESC tell a binary file. */
function isBinary(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are the characters meant
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
}
