import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { commonPrefixXml, contentsXml, listDocument } from '../rules/list-elements.ts';
import { readListParameters, readListText } from '../rules/list-parameters.ts';

/** ListObjects, version 1. https://www.alibabacloud.com/help/doc-detail/31965.htm */
export const listObjects: Operation = {
  name: 'ListObjects',
  run(call) {
    const bucket = openBucket(call, 'read');
    const { prefix, delimiter, limit, name, encoded } = readListParameters(call);
    const marker = readListText(call, 'marker') ?? '';
    const page = call.site.store.read.listing.current(bucket, { prefix, delimiter, limit, after: marker });
    return xmlReply(
      listDocument(
        'ListBucketResult',
        [
          ['Name', bucket.name],
          ['Prefix', name(prefix)],
          ['Marker', name(marker)],
          ['MaxKeys', limit],
          ['Delimiter', name(delimiter)],
          ['IsTruncated', page.truncated],
          encoded ? ['EncodingType', 'url'] : undefined,
          page.truncated ? ['NextMarker', name(page.last!)] : undefined,
        ],
        [
          ...page.entries.map((entry) => contentsXml(entry, { name, owner: true, now: call.now })),
          ...page.prefixes.map((shown) => commonPrefixXml(shown, name)),
        ],
      ),
    );
  },
};
