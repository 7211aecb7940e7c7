import { fault } from '../protocol/oss-fault.ts';

/** Bytes `start` to `end`, exclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Reads a Range header. OSS ignores a range that is malformed or reaches beyond the object and sends
 * it whole with 200; `x-oss-range-behavior: standard` asks for what RFC 9110 says instead.
 * @throws OssFault 416 InvalidRange, with standard behaviour or for `bytes=-0`
 */
export function parseRange(
  header: string | undefined,
  size: number,
  standard: boolean,
): ByteRange | undefined {
  const match = header === undefined ? null : /^bytes=(\d*)-(\d*),?$/.exec(header.trim());
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const count = Number(last);
    // The last no bytes: refused by the service even where it ignores other odd ranges.
    if (count === 0) return outside(true, size);
    if (count > 0 && size > 0 && (standard || count <= size))
      return { start: Math.max(0, size - count), end: size };
    return outside(standard, size);
  }
  const start = Number(first);
  const end = last === '' ? size : Number(last) + 1;
  if (last !== '' && end <= start) return undefined;
  if (start >= size) return outside(standard, size);
  if (end > size) return standard ? { start, end: size } : undefined;
  return { start, end };
}

function outside(standard: boolean, size: number): undefined {
  if (!standard) return undefined;
  throw fault('InvalidRange', { headers: { 'Content-Range': `bytes */${size}` } });
}
