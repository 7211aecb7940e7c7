import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { aclContent } from '../rules/acl-document.ts';
import { openBucket } from '../rules/bucket-lookup.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketacl */
export const getBucketAcl: Operation = {
  name: 'GetBucketAcl',
  run(call) {
    const bucket = openBucket(call, 'owner');
    return xmlReply(formatXml('AccessControlPolicy', aclContent(bucket.owner, bucket.acl)));
  },
};
