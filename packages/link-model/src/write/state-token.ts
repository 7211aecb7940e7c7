import type { KeyState, Read } from './key-state.ts';

/** A one-way function from text to a short text without dots, for example base64url of SHA-256. */
export type Digest = (text: string) => string;

/**
 * Tells in one short text what is stored at a key: the `If-Match` of every write. The link's ETag alone does not do,
 * since ACL and tag changes leave ETag and Last-Modified as they are.
 *
 * Shape: `kind.written.acl.tags.class.headers.metadata`, each part digested by itself, `-` where a part could not be read.
 * The parts are apart so that a header that has become unreadable (HEAD fails once the target is gone)
 * is not mistaken for somebody's change.
 */
export function toStateToken(state: KeyState, digest: Digest): string {
  const short = (value: unknown): string => digest(canonicalJson(value)).slice(0, 16);
  switch (state.kind) {
    case 'absent':
      return `a.${state.deleteMarker === undefined ? 'none' : short(state.deleteMarker.versionId)}`;
    case 'object': {
      const { etag, size, lastModified, versionId } = state.facts;
      return `o.${short([etag, size, lastModified, versionId ?? null, state.type])}`;
    }
    case 'link': {
      const { facts, link } = state;
      const part = (read: Read<unknown>): string => (read.known ? short(read.value) : '-');
      const written = short([link.target, facts.etag, facts.lastModified, facts.versionId ?? null]);
      return [
        'l',
        written,
        part(link.acl),
        part(link.tags),
        part(link.storageClass),
        part(link.headers),
        part(link.metadata),
      ].join('.');
    }
  }
}

/**
 * Compares what a caller saw with what is there. A part that cannot be read any more does not count as a difference;
 * the written part (target, ETag, Last-Modified, version) has to agree in any case. A part the caller leaves blank
 * although it can be read is a difference: nobody may waive the comparison.
 */
export function agreeStateTokens(seen: string, now: string): boolean {
  return compare(seen, now, (a, b) => a === b || b === '-');
}

/** The same for two states of our own making: a part that either could not read is no difference. */
export function mayBeSameState(one: string, other: string): boolean {
  return compare(one, other, (a, b) => a === b || a === '-' || b === '-');
}

function compare(one: string, other: string, agrees: (a: string, b: string) => boolean): boolean {
  if (one === other) return true;
  const a = one.split('.');
  const b = other.split('.');
  if (a[0] !== 'l' || b[0] !== 'l' || a.length !== b.length || a[1] !== b[1]) return false;
  return a.every((part, i) => agrees(part, b[i] ?? ''));
}

/** JSON with the members of every object in code-unit order, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
