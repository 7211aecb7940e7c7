import type { HttpHeaders } from '@signpost/oss-protocol/rules';

/** The headers of a link that make its readers fail where they are not those of the bytes. */
export const decisiveHeaders = ['contentEncoding', 'contentType'] as const;
export type DecisiveHeader = (typeof decisiveHeaders)[number];

/**
 * What the headers of a link do to its readers.
 * - `ok`: they describe the bytes
 * - `advice`: they differ, and most readers manage
 * - `wrong`: readers cannot decode the bytes, or take them for something else
 */
export type ServedVerdict = Readonly<Record<DecisiveHeader, 'ok' | 'advice' | 'wrong'>>;

/** Types that a browser runs, renders or parses: any of them taken for another breaks a page or a script. */
const kinds: readonly (readonly [kind: string, subtypes: RegExp])[] = [
  ['html', /^(?:html|xhtml\+xml)$/],
  ['css', /^css$/],
  ['js', /^(?:x-)?(?:java|ecma)script$/],
  ['json', /^(?:json|[^/]+\+json)$/],
  ['svg', /^svg(?:\+xml)?$/],
  ['wasm', /^wasm$/],
];

/**
 * Compares the headers that readers get, which are the link's, with those of the bytes they get, which are the
 * target's (GetObject: through a link, every header but length, ETag and MD5 is the link's).
 * Encoding: any difference is wrong. Type: another top-level type is wrong, and so is HTML, CSS, JavaScript, JSON, SVG or
 * WebAssembly taken for something else; `application/octet-stream` or no type on either side is advice.
 */
export function judgeServed(link: HttpHeaders, target: HttpHeaders): ServedVerdict {
  return {
    contentEncoding: toEncoding(link.contentEncoding) === toEncoding(target.contentEncoding) ? 'ok' : 'wrong',
    contentType: judgeType(link.contentType, target.contentType),
  };
}

/** The headers that are wrong; none where readers get what they are told. */
export function listWrong(verdict: ServedVerdict): DecisiveHeader[] {
  return decisiveHeaders.filter((name) => verdict[name] === 'wrong');
}

/** Codings are case-insensitive, and `identity` is none (RFC 9110, 8.4). */
function toEncoding(value = ''): string {
  return value
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .join(',');
}

function judgeType(link = '', target = ''): ServedVerdict['contentType'] {
  if (link.trim() === target.trim()) return 'ok';
  const [mine, theirs] = [toType(link), toType(target)];
  // The same type with other parameters, such as a charset.
  if (mine === theirs) return 'advice';
  if ([mine, theirs].some((type) => type === '' || type === 'application/octet-stream')) return 'advice';
  const [own, other] = [toKind(mine), toKind(theirs)];
  if (own !== undefined || other !== undefined) return own === other ? 'advice' : 'wrong';
  return toTopLevel(mine) === toTopLevel(theirs) ? 'advice' : 'wrong';
}

function toType(value: string): string {
  return (value.split(';')[0] ?? '').trim().toLowerCase();
}

function toTopLevel(type: string): string {
  return type.slice(0, type.indexOf('/'));
}

function toKind(type: string): string | undefined {
  const subtype = type.slice(type.indexOf('/') + 1);
  return kinds.find(([, subtypes]) => subtypes.test(subtype))?.[0];
}
