import {
  decodeUserMetadata,
  headerNames,
  type HttpHeaders,
  type StorageClass,
  type UserMetadata,
} from '@signpost/oss-protocol/rules';
import { parseHttpDate, unquoteEtag, type ObjectType } from '@signpost/oss-protocol';

import type { OssAnswer } from './oss-call.ts';

/**
 * What the headers of an answer say about an object. Which side of a link a value describes
 * depends on the call: see each operation.
 */
export interface ObjectFacts {
  readonly requestId: string | undefined;
  /** Without quotes. */
  readonly etag: string | undefined;
  readonly lastModified: Date | undefined;
  /** Content-Length. */
  readonly size: number | undefined;
  /** Kinds newer than this code come through as they are. */
  readonly type: ObjectType | (string & {}) | undefined;
  readonly storageClass: StorageClass | (string & {}) | undefined;
  readonly versionId: string | undefined;
  readonly httpHeaders: HttpHeaders;
  readonly metadata: UserMetadata;
  /** 0 when the header is absent, as OSS leaves it out then. */
  readonly taggingCount: number;
  readonly contentMd5: string | undefined;
  readonly crc64: string | undefined;
  /** Verbatim x-oss-expiration: when a lifecycle rule deletes the object, and which. */
  readonly expiration: string | undefined;
  /** Verbatim x-oss-restore. */
  readonly restore: string | undefined;
  readonly serverSideEncryption: string | undefined;
  readonly lastAccessTime: Date | undefined;
  readonly transitionTime: Date | undefined;
  /**
   * Names of headers that are not UTF-8 and so cannot be written again as they are; their values
   * hold U+FFFD.
   */
  readonly unreadable: readonly string[];
  /** Every header of the answer. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Reads the facts in an answer's headers; what is unreadable counts as absent. */
export function toObjectFacts(answer: OssAnswer): ObjectFacts {
  const { headers } = answer;
  const etag = headers.get('etag');
  return {
    requestId: answer.requestId,
    etag: etag === undefined ? undefined : unquoteEtag(etag),
    lastModified: toDate(headers.get('last-modified')),
    size: toSize(headers.get('content-length')),
    type: headers.get('x-oss-object-type'),
    storageClass: headers.get('x-oss-storage-class'),
    versionId: headers.get('x-oss-version-id'),
    httpHeaders: toHttpHeaders(headers),
    metadata: decodeUserMetadata(headers),
    taggingCount: toSize(headers.get('x-oss-tagging-count')) ?? 0,
    contentMd5: headers.get('content-md5'),
    crc64: headers.get('x-oss-hash-crc64ecma'),
    expiration: headers.get('x-oss-expiration'),
    restore: headers.get('x-oss-restore'),
    serverSideEncryption: headers.get('x-oss-server-side-encryption'),
    lastAccessTime: toDate(headers.get('x-oss-last-access-time')),
    transitionTime: toDate(headers.get('x-oss-transition-time')),
    unreadable: [...headers].filter(([, value]) => value.includes('\ufffd')).map(([name]) => name),
    headers,
  };
}

function toHttpHeaders(headers: ReadonlyMap<string, string>): HttpHeaders {
  const found = Object.entries(headerNames).flatMap(([field, name]) => {
    const value = headers.get(name.toLowerCase());
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(found);
}

function toDate(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : parseHttpDate(text);
}

function toSize(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
