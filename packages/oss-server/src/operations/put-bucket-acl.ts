import type { Operation } from '../protocol/call.ts';
import { emptyReply } from '../protocol/reply.ts';
import { assertAclAllowed } from '../rules/access.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { readBucketAcl } from '../rules/bucket-headers.ts';
import { makeBucket } from '../rules/make-bucket.ts';

/**
 * Changes the ACL, or makes the bucket with it; without an ACL nothing changes.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketacl
 */
export const putBucketAcl: Operation = {
  name: 'PutBucketAcl',
  async run(call) {
    const acl = readBucketAcl(call);
    await call.body.expectEmpty();
    if (call.site.store.read.buckets.find(call.bucket!) === undefined) {
      await makeBucket(call, { acl });
    } else {
      assertAclAllowed(call, openBucket(call, 'owner'), acl);
      await call.site.store.write((view) =>
        view.buckets.update(openBucket(call, 'owner', view), acl === undefined ? {} : { acl }),
      );
    }
    return emptyReply(200, { Location: `/${call.bucket!}` });
  },
};
