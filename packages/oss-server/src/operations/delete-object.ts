import type { Operation } from '../pipeline/call.ts';
import { emptyReply } from '../pipeline/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
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
    const deleted = await call.site.store.write((view) => {
      const bucket = findBucket(call, view);
      assertMayDelete(call, bucket, { view, key, version });
      if (version !== undefined) return view.entries.deleteVersion(bucket, key, version);
      return view.entries.delete(bucket, key, { owner: ownerOf(call, bucket), now: call.now });
    });
    return emptyReply(204, {
      ...(deleted.version !== undefined && { 'x-oss-version-id': deleted.version }),
      ...(deleted.marker && { 'x-oss-delete-marker': 'true' }),
    });
  },
};
