import { toTags } from '@signpost/oss-protocol/rules';
import { childOf, childrenOf } from '@signpost/oss-protocol';
import type { XmlElement } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { readDocument } from '../rules/document.ts';
import { versionHeader } from '../rules/entity-headers.ts';
import { asOssFault } from '../rules/object-headers.ts';
import { readEntry } from '../rules/read-entry.ts';

/** Replaces the tags; neither ETag nor Last-Modified moves. */
export const putObjectTagging: Operation = {
  name: 'PutObjectTagging',
  async run(call) {
    const document = await readDocument(call, 'Tagging');
    const tags = Object.entries(asOssFault(() => toTags(readTags(document))));
    return call.site.store.write((view) => {
      const bucket = findBucket(call, view);
      const entry = readEntry(call, bucket, { access: 'owner', view });
      view.entries.update(entry, { details: { ...entry.details, tags } });
      return emptyReply(200, versionHeader(bucket, entry.version));
    });
  },
};

function readTags(root: XmlElement): [string, string][] {
  const set = childOf(root, 'TagSet');
  if (set === undefined) throw fault('MalformedXML');
  const seen = new Set<string>();
  return childrenOf(set, 'Tag').map((tag) => {
    const key = childOf(tag, 'Key')?.text;
    if (key === undefined) throw fault('MalformedXML');
    if (seen.has(key)) {
      throw fault('InvalidTag', { message: 'Cannot provide multiple Tags with the same key' });
    }
    seen.add(key);
    return [key, childOf(tag, 'Value')?.text ?? ''];
  });
}
