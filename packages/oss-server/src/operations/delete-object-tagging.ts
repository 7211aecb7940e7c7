import type { Operation } from '../protocol/call.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { versionHeader } from '../rules/entity-headers.ts';
import { readEntry } from '../rules/read-entry.ts';

/** Removes all tags of an object or link. */
export const deleteObjectTagging: Operation = {
  name: 'DeleteObjectTagging',
  async run(call) {
    return call.site.store.write((view) => {
      const bucket = findBucket(call, view);
      const entry = readEntry(call, bucket, { access: 'owner', view });
      view.entries.update(entry, { details: { ...entry.details, tags: [] } });
      return emptyReply(204, versionHeader(bucket, entry.version));
    });
  },
};
