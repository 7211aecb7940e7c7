import { create } from 'content-disposition';

/** `attachment` with the last segment of a key as file name (RFC 6266), in ASCII and in UTF-8 (RFC 8187). */
export function toAttachment(key: string): string {
  const name = key.split('/').findLast((segment) => segment !== '') ?? 'download';
  // Formatting characters could turn `fdp.exe` round on the reader's screen; they have no place in a file name.
  const safe = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\\]/gu, '_');
  // Some browsers decode `%41` in the plain name, and end it at an escaped quote.
  return create(safe, { fallback: safe.replace(/[^\x20-\x7e]|["%]/g, '_') });
}
