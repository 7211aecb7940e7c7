import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { aclContent } from '../rules/acl-document.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { versionHeader } from '../rules/entity-headers.ts';
import { readEntry } from '../rules/read-entry.ts';

/** The object's own ACL, a link's own for a link; `default` is answered as `default`. */
export const getObjectAcl: Operation = {
  name: 'GetObjectACL',
  run(call) {
    const bucket = findBucket(call);
    const entry = readEntry(call, bucket, { access: 'owner' });
    return xmlReply(
      formatXml('AccessControlPolicy', aclContent(entry.owner, entry.acl)),
      versionHeader(bucket, entry.version),
    );
  },
};
