import type { Operation } from '../protocol/call.ts';
import { invalidArgument } from '../protocol/oss-fault.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { commonPrefixXml, listDocument, versionXml } from '../rules/list-elements.ts';
import { readListParameters, readListText } from '../rules/list-parameters.ts';

/** https://alibabacloud.com/help/en/oss/developer-reference/listobjectversions */
export const listObjectVersions: Operation = {
  name: 'ListObjectVersions',
  run(call) {
    const bucket = openBucket(call, 'read');
    const { prefix, delimiter, limit, name, encoded } = readListParameters(call);
    const keyMarker = readListText(call, 'key-marker') ?? '';
    const versionMarker = call.query.get('version-id-marker');
    if (versionMarker !== undefined && keyMarker === '') {
      throw invalidArgument('version-id-marker', versionMarker, {
        message: 'A version-id marker cannot be specified without a key marker.',
      });
    }
    const page = call.site.store.read.listing.versions(bucket, {
      prefix,
      delimiter,
      limit,
      keyMarker,
      versionMarker,
    });
    return xmlReply(
      listDocument(
        'ListVersionsResult',
        [
          ['Name', bucket.name],
          ['Prefix', name(prefix)],
          ['KeyMarker', name(keyMarker)],
          ['VersionIdMarker', versionMarker ?? ''],
          ['MaxKeys', limit],
          ['Delimiter', name(delimiter)],
          ['IsTruncated', page.truncated],
          encoded ? ['EncodingType', 'url'] : undefined,
          page.truncated ? ['NextKeyMarker', name(page.last!)] : undefined,
          page.truncated ? ['NextVersionIdMarker', page.lastVersion ?? ''] : undefined,
        ],
        [
          ...page.entries.map((entry) => versionXml(entry, { name, owner: true, now: call.now })),
          ...page.prefixes.map((shown) => commonPrefixXml(shown, name)),
        ],
      ),
    );
  },
};
