import { optionalText } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { readDocument } from '../rules/document.ts';

/** Makes the owner or the requester pay. */
export const putBucketRequestPayment: Operation = {
  name: 'PutBucketRequestPayment',
  async run(call) {
    openBucket(call, 'owner');
    const payer = optionalText(await readDocument(call, 'RequestPaymentConfiguration'), 'Payer');
    if (payer !== 'BucketOwner' && payer !== 'Requester') throw fault('MalformedXML');
    const requesterPays = payer === 'Requester';
    await call.site.store.write((view) =>
      view.buckets.update(openBucket(call, 'owner', view), { requesterPays }),
    );
    return emptyReply(200);
  },
};
