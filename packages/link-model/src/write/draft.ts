import type { HttpHeaderName, HttpHeaders, ObjectAcl, StorageClass } from '@signpost/oss-protocol/rules';
import {
  inheritedHeaderNames,
  type KeyState,
  type LinkDraft,
  type LinkSnapshot,
  type Read,
} from './key-state.ts';
import { canonicalJson } from './state-token.ts';

/** What a writer asked for besides the target; absent members take their default (create) or stay (repoint). */
export interface LinkSettings {
  storageClass?: StorageClass | undefined;
  acl?: ObjectAcl | undefined;
  metadata?: Readonly<Record<string, string>> | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  /** An empty text removes the header. */
  headers?: HttpHeaders | undefined;
}

/**
 * A new link: class Standard and ACL `default` unless told otherwise, and the four describing headers of its target,
 * since readers of a link receive the link's own headers and never the target's (GetObject, HeadObject).
 */
export function draftNewLink(
  target: string,
  settings: LinkSettings,
  targetHeaders: HttpHeaders = {},
): LinkDraft {
  const inherited: HttpHeaders = {};
  for (const name of inheritedHeaderNames) {
    const value = targetHeaders[name];
    if (value !== undefined) inherited[name] = value;
  }
  return {
    target,
    headers: mergeHeaders(inherited, settings.headers),
    metadata: settings.metadata ?? {},
    acl: settings.acl ?? 'default',
    tags: settings.tags ?? {},
    storageClass: settings.storageClass ?? 'Standard',
  };
}

/**
 * The same link with another target, and with what the settings name. Parts that could not be read take what is known of them, or OSS's default;
 * `unreadParts` names them, and a writer has to accept each.
 */
export function draftRepoint(link: LinkSnapshot, target: string, settings: LinkSettings = {}): LinkDraft {
  return {
    target,
    headers: mergeHeaders(valueOr(link.headers, {}), settings.headers),
    metadata: settings.metadata ?? valueOr(link.metadata, {}),
    acl: settings.acl ?? valueOr(link.acl, 'default'),
    tags: settings.tags ?? valueOr(link.tags, {}),
    storageClass: settings.storageClass ?? valueOr(link.storageClass, 'Standard'),
  };
}

/** The headers of a draft that came from the target rather than from the writer. */
export function inheritedHeaders(
  draft: LinkDraft,
  settings: LinkSettings,
  targetHeaders: HttpHeaders,
): HttpHeaderName[] {
  return inheritedHeaderNames.filter(
    (name) =>
      targetHeaders[name] !== undefined &&
      settings.headers?.[name] === undefined &&
      draft.headers[name] === targetHeaders[name],
  );
}

/** Tells whether writing the draft would leave everything as it is. Unread parts never count as equal. */
export function isSameLink(state: KeyState, draft: LinkDraft): boolean {
  if (state.kind !== 'link') return false;
  const { link } = state;
  const parts: [Read<unknown>, unknown][] = [
    [link.headers, draft.headers],
    [link.metadata, draft.metadata],
    [link.acl, draft.acl],
    [link.tags, draft.tags],
    [link.storageClass, draft.storageClass],
  ];
  return (
    link.target === draft.target &&
    parts.every(([read, value]) => read.known && canonicalJson(read.value) === canonicalJson(value))
  );
}

function mergeHeaders(base: HttpHeaders, changes: HttpHeaders = {}): HttpHeaders {
  const merged = { ...base, ...changes };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}

function valueOr<T>(read: Read<T>, fallback: T): T {
  return read.known ? read.value : (read.partial ?? fallback);
}
