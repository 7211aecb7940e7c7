import type { Operation } from '../protocol/call.ts';
import { emptyReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';

/** Says whether a bucket exists and where; the PHP, C, Java and .NET clients ask so. */
export const headBucket: Operation = {
  name: 'HeadBucket',
  run(call) {
    const bucket = openBucket(call, 'read');
    return emptyReply(200, { 'x-oss-bucket-region': bucket.region });
  },
};
