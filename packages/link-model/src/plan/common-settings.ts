import type { LinkSettings } from '../write/draft.ts';
import type { LinkSnapshot, Read } from '../write/key-state.ts';
import { canonicalJson } from '../write/state-token.ts';

/** Headers that say how a link is served rather than what its bytes are: the others come from the target. */
const servingHeaders = ['cacheControl', 'expires'] as const;

/**
 * What a new link of a folder takes from the links beside it, so that it is served like them: each part that all of
 * them have alike. Content headers are left to the target. Empty where there are no links, or none is alike.
 */
export function commonSettings(links: readonly LinkSnapshot[]): LinkSettings {
  const [first] = links;
  if (first === undefined) return {};
  const shared = <T>(part: (link: LinkSnapshot) => Read<T>): T | undefined => {
    const mine = part(first);
    if (!mine.known) return undefined;
    const text = canonicalJson(mine.value);
    const isAlike = links.every((link) => {
      const theirs = part(link);
      return theirs.known && canonicalJson(theirs.value) === text;
    });
    return isAlike ? mine.value : undefined;
  };
  const settings: LinkSettings = {};
  const acl = shared((link) => link.acl);
  if (acl !== undefined) settings.acl = acl;
  const storageClass = shared((link) => link.storageClass);
  if (storageClass !== undefined) settings.storageClass = storageClass;
  const tags = shared((link) => link.tags);
  if (tags !== undefined) settings.tags = tags;
  const metadata = shared((link) => link.metadata);
  if (metadata !== undefined) settings.metadata = metadata;
  const headers: LinkSettings['headers'] = {};
  for (const name of servingHeaders) {
    const value = shared(({ headers: read }): Read<string | undefined> =>
      read.known ? { known: true, value: read.value[name] } : { known: false, why: read.why },
    );
    if (value !== undefined) headers[name] = value;
  }
  if (Object.keys(headers).length > 0) settings.headers = headers;
  return settings;
}
