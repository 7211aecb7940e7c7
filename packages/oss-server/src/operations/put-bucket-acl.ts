import type { Operation } from '../pipeline/call.ts';
import { fault } from '../pipeline/oss-fault.ts';
import { emptyReply } from '../pipeline/reply.ts';
import { assertAclAllowed } from '../rules/access.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { readBucketAcl } from '../rules/bucket-headers.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketacl */
export const putBucketAcl: Operation = {
  name: 'PutBucketAcl',
  async run(call) {
    const bucket = openBucket(call, 'owner');
    const acl = readBucketAcl(call);
    if (acl === undefined) throw fault('MissingArgument', { ec: '', details: { ArgumentName: 'x-oss-acl' } });
    assertAclAllowed(call, bucket, acl);
    await call.body.expectEmpty();
    await call.site.store.write((view) => view.buckets.update(openBucket(call, 'owner', view), { acl }));
    return emptyReply(200);
  },
};
