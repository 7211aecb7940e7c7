import { formatXml } from '@signpost/oss-protocol';
import type { XmlChild } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { versionHeader } from '../rules/entity-headers.ts';
import { readEntry } from '../rules/read-entry.ts';

/** The object's own tags, a link's own for a link. */
export const getObjectTagging: Operation = {
  name: 'GetObjectTagging',
  run(call) {
    const bucket = findBucket(call);
    const entry = readEntry(call, bucket, { access: 'owner' });
    const tags = entry.details.tags.map(([key, value]): XmlChild => [
      'Tag',
      [
        ['Key', key],
        ['Value', value],
      ],
    ]);
    return xmlReply(formatXml('Tagging', [['TagSet', tags]]), versionHeader(bucket, entry.version));
  },
};
