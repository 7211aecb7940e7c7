import type { Operation } from '../protocol/call.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { quoteEtag, toHttpDate, versionHeader } from '../rules/entity-headers.ts';
import { readEntry } from '../rules/read-entry.ts';

/**
 * Describes the object itself, for a link the link: the cheap way to ask whether a key is one. Works
 * on dangling links. https://help.aliyun.com/en/oss/developer-reference/getobjectmeta
 */
export const getObjectMeta: Operation = {
  name: 'GetObjectMeta',
  run(call) {
    const bucket = findBucket(call);
    const entry = readEntry(call, bucket);
    return emptyReply(200, {
      'Content-Length': call.method === 'HEAD' ? String(entry.size) : '0',
      ETag: quoteEtag(entry.etag),
      'Last-Modified': toHttpDate(entry.modified),
      'x-oss-object-type': entry.type,
      ...(entry.details.crc64 !== undefined && { 'x-oss-hash-crc64ecma': entry.details.crc64 }),
      ...versionHeader(bucket, entry.version),
    });
  },
};
