import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';

/** Removes an empty bucket; old versions and delete markers count as content. */
export const deleteBucket: Operation = {
  name: 'DeleteBucket',
  async run(call) {
    openBucket(call, 'owner');
    await call.site.store.write((view) => {
      const bucket = openBucket(call, 'owner', view);
      if (view.entries.hasAny(bucket) || view.uploads.count(bucket) > 0)
        throw fault('BucketNotEmpty', { details: { BucketName: bucket.name } });
      view.buckets.remove(bucket);
    });
    return emptyReply(204);
  },
};
