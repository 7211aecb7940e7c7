import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';

/** Empty as long as versioning was never set. */
export const getBucketVersioning: Operation = {
  name: 'GetBucketVersioning',
  run(call) {
    const { versioning } = openBucket(call, 'owner');
    return xmlReply(
      formatXml('VersioningConfiguration', [versioning === undefined ? undefined : ['Status', versioning]]),
    );
  },
};
