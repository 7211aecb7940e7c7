import type { Request } from 'express';

/** The bytes a reader asks for: from `first` on, to `last` where given, both included; or the last so many. */
export type ByteRange = { first: number; last?: number } | { suffix: number };

/** A reader that goes on with what it has: only while the content is still the one of the ETag, where it names one. */
export interface RangeRequest {
  bytes: ByteRange;
  etag?: string;
}

/**
 * Reads Range and If-Range (RFC 9110, sections 13.1.5 and 14.2). Undefined where the whole is to be sent: no range, a
 * malformed one, several at once, or an If-Range that is no strong ETag.
 */
export function parseRange(req: Pick<Request, 'get'>): RangeRequest | undefined {
  const bytes = parseBytes(req.get('range'));
  if (bytes === undefined) return undefined;
  const ifRange = req.get('if-range')?.trim();
  if (ifRange === undefined) return { bytes };
  const etag = /^"([\x21\x23-\x7e]*)"$/.exec(ifRange)?.[1];
  return etag === undefined ? undefined : { bytes, etag };
}

function parseBytes(header: string | undefined): ByteRange | undefined {
  const [, from = '', to = ''] = /^\s*bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i.exec(header ?? '') ?? [];
  if (from === '') return to === '' ? undefined : { suffix: Number(to) };
  const first = Number(from);
  if (to === '') return { first };
  return Number(to) < first ? undefined : { first, last: Number(to) };
}
