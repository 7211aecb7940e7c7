import type { LinkSettings } from '../write/draft.ts';
import type { LinkSnapshot } from '../write/key-state.ts';
import { canonicalJson } from '../write/state-token.ts';

/** Headers that say how a link is served rather than what its bytes are: the others come from the target. */
const servingHeaders = ['cacheControl', 'expires'] as const;

/**
 * What a new link of a folder takes from the links beside it, so that it is served like them: each part that all of
 * them have alike. Content headers are left to the target.
 * @param common to the links before this one; absent for the first
 */
export function narrowToCommon(common: LinkSettings | undefined, link: LinkSnapshot): LinkSettings {
  const own = toKnownSettings(link);
  return common === undefined ? own : intersect(common, own);
}

function toKnownSettings({ acl, storageClass, tags, metadata, headers }: LinkSnapshot): LinkSettings {
  const serving = headers.known ? servingHeaders.filter((name) => headers.value[name] !== undefined) : [];
  return {
    ...(acl.known ? { acl: acl.value } : {}),
    ...(storageClass.known ? { storageClass: storageClass.value } : {}),
    ...(tags.known ? { tags: tags.value } : {}),
    ...(metadata.known ? { metadata: metadata.value } : {}),
    ...(headers.known && serving.length > 0
      ? { headers: Object.fromEntries(serving.map((name) => [name, headers.value[name]])) }
      : {}),
  };
}

function intersect({ headers, ...parts }: LinkSettings, own: LinkSettings): LinkSettings {
  const kept = keepEqual(headers ?? {}, own.headers ?? {});
  return { ...keepEqual(parts, own), ...(Object.keys(kept).length === 0 ? {} : { headers: kept }) };
}

/** The members that the other has alike. */
function keepEqual<T extends object>(one: T, other: Partial<T>): Partial<T> {
  const isAlike = ([name, value]: [string, unknown]): boolean =>
    canonicalJson(value) === canonicalJson(other[name as keyof T]);
  return Object.fromEntries(Object.entries(one).filter(isAlike)) as Partial<T>;
}
