import type { QueryPairs } from '../../query.ts';
import { encodeUriText } from '../../uri-encoding.ts';
import { byCodeUnit } from '../signing-request.ts';

/** Encoded, sorted by encoded name; an empty value leaves the bare name. The signature itself is left out. */
export function canonicalQuery(query: QueryPairs): string {
  if (query.length === 0) return '';
  return query
    .filter(([name]) => name !== 'x-oss-signature')
    .map(([name, value]) => [encodeUriText(name), encodeUriText(value)] as const)
    .toSorted((left, right) => byCodeUnit(left[0], right[0]) || byCodeUnit(left[1], right[1]))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
}
