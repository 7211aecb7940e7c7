import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { decodeListToken, encodeListToken } from '../rules/list-token.ts';
import { commonPrefixXml, contentsXml, listDocument } from '../rules/list-elements.ts';
import { readListParameters, readListText } from '../rules/list-parameters.ts';

/** https://help.aliyun.com/en/oss/developer-reference/listobjectsv2 */
export const listObjectsV2: Operation = {
  name: 'ListObjectsV2',
  run(call) {
    const bucket = openBucket(call, 'read');
    const { prefix, delimiter, limit, name, encoded } = readListParameters(call);
    const startAfter = readListText(call, 'start-after');
    const token = call.query.get('continuation-token');
    const after = token === undefined ? (startAfter ?? '') : decodeListToken(token);
    const owner = call.query.get('fetch-owner') === 'true';
    const page = call.site.store.read.listing.current(bucket, { prefix, delimiter, limit, after });
    return xmlReply(
      listDocument(
        'ListBucketResult',
        [
          ['Name', bucket.name],
          ['Prefix', name(prefix)],
          startAfter === undefined ? undefined : ['StartAfter', name(startAfter)],
          ['MaxKeys', limit],
          delimiter === '' ? undefined : ['Delimiter', name(delimiter)],
          encoded ? ['EncodingType', 'url'] : undefined,
          ['IsTruncated', page.truncated],
          token === undefined ? undefined : ['ContinuationToken', token],
          page.truncated ? ['NextContinuationToken', encodeListToken(page.last!)] : undefined,
        ],
        [
          ...page.entries.map((entry) => contentsXml(entry, { name, owner, now: call.now })),
          ...page.prefixes.map((shown) => commonPrefixXml(shown, name)),
          `<KeyCount>${page.entries.length + page.prefixes.length}</KeyCount>`,
        ],
      ),
    );
  },
};
