import type { QueryPairs } from '@signpost/oss-protocol';

/** What all object listings ask alike. */
export interface ListShape {
  readonly prefix?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly maxKeys?: number | undefined;
}

/** Entries of a page at most, and where no number is asked for. */
export const MAX_PAGE = 1000;

/**
 * Query of a listing. Prefix and delimiter always go out, since policies may demand them; names
 * come URL-encoded, since a control character in one key would break the whole document.
 * @throws RangeError when maxKeys is not 1 to 1,000
 */
export function listQuery(
  shape: ListShape,
  others: ReadonlyArray<readonly [string, string | undefined]>,
): QueryPairs {
  const maxKeys = shape.maxKeys ?? MAX_PAGE;
  if (!Number.isInteger(maxKeys) || maxKeys < 1 || maxKeys > MAX_PAGE) {
    throw new RangeError('A page holds 1 to 1,000 entries');
  }
  const given = others.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
  return [
    ...given,
    ['prefix', shape.prefix ?? ''],
    ['delimiter', shape.delimiter ?? ''],
    ['max-keys', String(maxKeys)],
    ['encoding-type', 'url'],
  ];
}
