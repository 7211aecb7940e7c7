const NOT_UNRESERVED = /[!'()*]/g;
/** Most text needs no encoding, and finding that out costs a tenth of doing it. */
const UNRESERVED_ONLY = /^[\w.~-]*$/;
const UNRESERVED_PATH_ONLY = /^[\w.~/-]*$/;

/**
 * Percent-encodes text as OSS signs it: UTF-8, everything but `A–Z a–z 0–9 - _ . ~` becomes `%XX`.
 * Lone surrogates, which have no UTF-8 form, become U+FFFD.
 */
export function encodeUriText(text: string): string {
  if (UNRESERVED_ONLY.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replace(
    NOT_UNRESERVED,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As {@link encodeUriText}, but `/` stays: for keys in paths and for symlink targets. */
export function encodeUriPath(text: string): string {
  if (UNRESERVED_PATH_ONLY.test(text)) return text;
  return encodeUriText(text).replaceAll('%2F', '/');
}

const ESCAPE_RUN = /(?:%[0-9A-Fa-f]{2})+/g;
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeRuns(text: string, decoder: TextDecoder): string {
  return text.replace(ESCAPE_RUN, (run) => decoder.decode(toBytes(run)));
}

function toBytes(run: string): Uint8Array {
  const bytes = new Uint8Array(run.length / 3);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(run.slice(i * 3 + 1, i * 3 + 3), 16);
  return bytes;
}

/** The engine's own decoder is several times faster, but refuses whatever is not perfect. */
function decodePerfect(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Percent-decodes text. A `%` without two hex digits stays as it is, and `+` stays a plus.
 * Bytes that are not UTF-8 become U+FFFD; use {@link decodeUriTextStrict} where that matters.
 */
export function decodeUriText(text: string): string {
  if (!text.includes('%')) return text;
  return decodePerfect(text) ?? decodeRuns(text, lenient);
}

/** As {@link decodeUriText}, but `undefined` when the escapes are not UTF-8. */
export function decodeUriTextStrict(text: string): string | undefined {
  if (!text.includes('%')) return text;
  const perfect = decodePerfect(text);
  if (perfect !== undefined) return perfect;
  try {
    return decodeRuns(text, strict);
  } catch {
    return undefined;
  }
}
