import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { assertAclAllowed } from '../rules/access.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { versionHeader } from '../rules/entity-headers.ts';
import { readObjectAcl } from '../rules/object-headers.ts';
import { readEntry } from '../rules/read-entry.ts';

/** Changes the ACL of an object, or of a link itself. Last-Modified moves only for empty objects. */
export const putObjectAcl: Operation = {
  name: 'PutObjectACL',
  async run(call) {
    const acl = readObjectAcl(call, 'x-oss-object-acl');
    if (acl === undefined)
      throw fault('MissingArgument', { ec: '', details: { ArgumentName: 'x-oss-object-acl' } });
    await call.body.expectEmpty();
    return call.site.store.write((view) => {
      const bucket = findBucket(call, view);
      const entry = readEntry(call, bucket, { access: 'owner', view });
      assertAclAllowed(call, bucket, acl);
      view.entries.update(entry, { acl, ...(entry.size === 0 && { modified: call.now }) });
      return emptyReply(200, versionHeader(bucket, entry.version));
    });
  },
};
