import { formatXml } from '@signpost/oss-protocol';
import type { XmlChild } from '@signpost/oss-protocol';

import type { Operation } from '../pipeline/call.ts';
import { invalidArgument } from '../pipeline/oss-fault.ts';
import { xmlReply } from '../pipeline/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { quoteEtag } from '../rules/entity-headers.ts';
import { commonPrefixes, restoreElement } from '../rules/list-elements.ts';
import { readListParameters, readListText, toXmlTime } from '../rules/list-parameters.ts';
import { ownerElement } from '../rules/owner-element.ts';
import type { EntrySummary } from '../store/entry.ts';

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
      formatXml('ListVersionsResult', [
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
        ...page.entries.map((entry) => versionElement(entry, { name, now: call.now })),
        ...commonPrefixes(page.prefixes, name),
      ]),
    );
  },
};

function versionElement(entry: EntrySummary, how: { name: (text: string) => string; now: number }): XmlChild {
  const common: XmlChild[] = [
    ['Key', how.name(entry.key)],
    ['VersionId', entry.version],
    ['IsLatest', entry.latest],
    ['LastModified', toXmlTime(entry.modified)],
  ];
  if (entry.type === 'Marker') return ['DeleteMarker', [...common, ownerElement(entry.owner)]];
  return [
    'Version',
    [
      ...common,
      ['ETag', quoteEtag(entry.etag)],
      ['Type', entry.type],
      ['Size', entry.size],
      ['StorageClass', entry.storageClass],
      restoreElement(entry, how.now),
      ownerElement(entry.owner),
    ],
  ];
}
