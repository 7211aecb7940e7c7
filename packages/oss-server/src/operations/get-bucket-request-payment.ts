import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';

/** Who pays for requests to the bucket. */
export const getBucketRequestPayment: Operation = {
  name: 'GetBucketRequestPayment',
  run(call) {
    const payer = openBucket(call, 'owner').requesterPays ? 'Requester' : 'BucketOwner';
    return xmlReply(formatXml('RequestPaymentConfiguration', [['Payer', payer]]));
  },
};
