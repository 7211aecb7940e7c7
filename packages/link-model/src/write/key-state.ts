import type { HttpHeaderName, HttpHeaders, ObjectAcl, StorageClass } from '@signpost/oss-protocol/rules';

/** The headers a new link takes over from its target unless told otherwise. */
export const inheritedHeaderNames = [
  'contentType',
  'contentEncoding',
  'contentDisposition',
  'contentLanguage',
] as const satisfies readonly HttpHeaderName[];

/**
 * Why a value is not known: the credential may not read it, OSS does not tell (HEAD fails while a target is missing), it
 * holds bytes that are not UTF-8 and so could not be written again as they are, or the read left it out to save a call.
 */
export type UnreadReason = 'forbidden' | 'unreadable' | 'encoding' | 'not-read';

/** A value that was read, or the reason why it was not and what is known of it all the same. */
export type Read<T> = { known: true; value: T } | { known: false; why: UnreadReason; partial?: T };

/** The parts of a link that PutSymlink replaces and that can be unreadable one by one. */
export const linkParts = ['headers', 'metadata', 'acl', 'tags', 'storageClass'] as const;
export type LinkPart = (typeof linkParts)[number];

/**
 * Everything PutSymlink writes, as read from OSS just now. A repoint sends all of it again, since the call
 * replaces the whole object (PutSymlink, "x-oss-object-acl": the default value is "default").
 */
export interface LinkSnapshot {
  target: string;
  headers: Read<HttpHeaders>;
  metadata: Read<Readonly<Record<string, string>>>;
  acl: Read<ObjectAcl>;
  tags: Read<Readonly<Record<string, string>>>;
  storageClass: Read<StorageClass>;
}

/** What is about to be written: a snapshot in which every part has a value. */
export interface LinkDraft {
  target: string;
  headers: HttpHeaders;
  metadata: Readonly<Record<string, string>>;
  acl: ObjectAcl;
  tags: Readonly<Record<string, string>>;
  storageClass: StorageClass;
}

/** Facts that every stored thing has. `etag` without quotes; `lastModified` ISO 8601; `size` in bytes. */
export interface StoredFacts {
  etag: string;
  lastModified: string;
  size: number;
  /** Present once the bucket ever had versioning; the string `null` for a version written without it. */
  versionId?: string;
}

/** What is stored at a key right now. */
export type KeyState =
  | { kind: 'absent'; deleteMarker?: { versionId: string } }
  | {
      kind: 'object';
      facts: StoredFacts;
      storageClass: string;
      /** `Normal`, `Multipart` or `Appendable`. */
      type: string;
      headers: HttpHeaders;
      metadata: Readonly<Record<string, string>>;
    }
  | { kind: 'link'; facts: StoredFacts; link: LinkSnapshot };

/** The parts of a snapshot whose values are not known, in the order of {@link linkParts}. */
export function unreadParts(link: LinkSnapshot): { part: LinkPart; why: UnreadReason }[] {
  return linkParts.flatMap((part) => {
    const read = link[part];
    return read.known ? [] : [{ part, why: read.why }];
  });
}
