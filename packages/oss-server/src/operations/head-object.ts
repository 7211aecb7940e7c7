import type { Operation } from '../protocol/call.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { assertConditions } from '../rules/conditions.ts';
import { entityHeaders } from '../rules/entity-headers.ts';
import { readConditions } from '../rules/read-conditions.ts';
import { readEntry } from '../rules/read-entry.ts';
import { resolveLink } from '../rules/resolve-link.ts';
import { expirationHeader, readLifecycle } from '../settings/lifecycle.ts';
import { assertReadable } from '../rules/restore-state.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/headobject */
export const headObject: Operation = {
  name: 'HeadObject',
  run(call) {
    const bucket = findBucket(call);
    const entry = readEntry(call, bucket);
    const content = resolveLink(call, bucket, entry);
    // A cold object may be looked at; through a link it may not.
    if (entry.type === 'Symlink') assertReadable(call, bucket, content);
    const headers = {
      ...entityHeaders(bucket, { entry, content }, call.now),
      ...expirationHeader(readLifecycle(call.site.store.read, bucket), {
        ...entry,
        tags: entry.details.tags,
      }),
    };
    const modified = Math.max(entry.modified, content.modified);
    assertConditions(readConditions(call), { etag: content.etag, modified }, headers);
    return emptyReply(200, { ...headers, 'Content-Length': String(content.size) });
  },
};
