import type { Operation } from '../protocol/call.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { versionHeader } from '../rules/entity-headers.ts';
import { assertMayDelete, openForWriting, ownerOf } from '../rules/new-entry.ts';

/**
 * Deletes an object or link; of a link only the link. 204 also when nothing was there.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject
 */
export const deleteObject: Operation = {
  name: 'DeleteObject',
  async run(call) {
    openForWriting(call);
    const version = call.query.get('versionId');
    const key = call.key!;
    return call.site.store.write((view) => {
      const bucket = findBucket(call, view);
      assertMayDelete(call, bucket, { view, key, version });
      const deleted =
        version === undefined
          ? view.entries.delete(bucket, key, { owner: ownerOf(call, bucket), now: call.now })
          : view.entries.deleteVersion(bucket, key, version);
      return emptyReply(204, {
        ...versionHeader(bucket, deleted.version),
        ...(deleted.marker && { 'x-oss-delete-marker': 'true' }),
      });
    });
  },
};
