import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketlocation */
export const getBucketLocation: Operation = {
  name: 'GetBucketLocation',
  run(call) {
    const bucket = openBucket(call, 'owner');
    return xmlReply(formatXml('LocationConstraint', `oss-${bucket.region}`));
  },
};
