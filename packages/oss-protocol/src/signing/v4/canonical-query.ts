import type { QueryPairs } from '../../query.ts';
import { encodeUriText } from '../../rules/uri-encoding.ts';
import { byCodeUnit } from '../signing-request.ts';

/** Encoded, sorted by encoded name; an empty value leaves the bare name. The signature itself is left out. */
export function canonicalQuery(query: QueryPairs): string {
  const pairs: Array<readonly [string, string]> = [];
  for (const [name, value] of query) {
    if (name !== 'x-oss-signature') pairs.push([encodeUriText(name), encodeUriText(value)]);
  }
  pairs.sort((left, right) => byCodeUnit(left[0], right[0]) || byCodeUnit(left[1], right[1]));
  return pairs.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&');
}
