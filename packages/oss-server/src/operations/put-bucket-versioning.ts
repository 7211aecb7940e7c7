import { optionalText } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { readDocument } from '../rules/document.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketversioning */
export const putBucketVersioning: Operation = {
  name: 'PutBucketVersioning',
  async run(call) {
    openBucket(call, 'owner');
    const versioning = optionalText(await readDocument(call, 'VersioningConfiguration'), 'Status');
    if (versioning !== 'Enabled' && versioning !== 'Suspended') throw fault('MalformedXML');
    await call.site.store.write((view) =>
      view.buckets.update(openBucket(call, 'owner', view), { versioning }),
    );
    return emptyReply(200);
  },
};
