import { encodeUriText, symlinkTargetHeader } from '@signpost/oss-protocol/rules';

import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { metadataHeaders, quoteEtag, toHttpDate, versionHeader } from '../rules/entity-headers.ts';
import { readEntry } from '../rules/read-entry.ts';

/**
 * Reads a link. The target is answered percent-encoded, `/` as `%2F`, whatever was sent: the vendor's
 * TypeScript suite states so of the live service. Of the link's own headers only Content-Type and user
 * metadata come back: Cache-Control and its like are not part of this answer.
 * https://help.aliyun.com/en/oss/developer-reference/getsymlink
 */
export const getSymlink: Operation = {
  name: 'GetSymlink',
  run(call) {
    const bucket = findBucket(call);
    const entry = readEntry(call, bucket);
    if (entry.type !== 'Symlink') throw fault('NotSymlink', { details: { Key: entry.key } });
    return emptyReply(200, {
      [symlinkTargetHeader]: encodeUriText(entry.target ?? ''),
      ETag: quoteEtag(entry.etag),
      'Last-Modified': toHttpDate(entry.modified),
      'Content-Type': entry.details.headers['content-type'] ?? 'application/octet-stream',
      ...metadataHeaders(entry),
      ...versionHeader(bucket, entry.version),
    });
  },
};
