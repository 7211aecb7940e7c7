import { formatXml } from '@signpost/oss-protocol';
import type { XmlChild } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import { xmlReply } from '../protocol/reply.ts';
import { assertRegion } from '../rules/bucket-lookup.ts';
import { readLimit, readListText, toXmlTime } from '../rules/list-parameters.ts';
import { ownerElement } from '../rules/owner-element.ts';
import type { Bucket } from '../store/buckets.ts';

/** The account's buckets of all regions. https://alibabacloud.com/help/en/oss/developer-reference/listbuckets */
export const listBuckets: Operation = {
  name: 'ListBuckets',
  run(call) {
    if (call.identity === undefined)
      throw fault('AccessDenied', {
        message: 'Anonymous user has no right to access service.',
        ec: '0003-00000901',
      });
    assertRegion(call);
    const { uid } = call.identity;
    const prefix = readListText(call, 'prefix') ?? '';
    if (!/^[a-z0-9-]*$/.test(prefix)) throw invalidArgument('prefix', prefix);
    const marker = readListText(call, 'marker') ?? '';
    const limit = readLimit(call, 'max-keys');
    const found = call.site.store.read.buckets.list(uid, { prefix, marker, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const partial: XmlChild[] =
      found.length > limit
        ? [
            ['Prefix', prefix],
            ['Marker', marker],
            ['MaxKeys', limit],
            ['IsTruncated', true],
            ['NextMarker', shown.at(-1)!.name],
          ]
        : [];
    return xmlReply(
      formatXml('ListAllMyBucketsResult', [
        ...partial,
        ownerElement(uid),
        ['Buckets', shown.map((bucket) => bucketElement(call, bucket))],
      ]),
    );
  },
};

function bucketElement(call: Call, bucket: Bucket): XmlChild {
  const endpoint = call.site.endpointOf(bucket.region, call);
  return [
    'Bucket',
    [
      ['CreationDate', toXmlTime(bucket.created)],
      ['ExtranetEndpoint', endpoint],
      ['IntranetEndpoint', endpoint],
      ['Location', `oss-${bucket.region}`],
      ['Name', bucket.name],
      ['Region', bucket.region],
      ['StorageClass', bucket.storageClass],
      bucket.hierarchical ? ['HierarchicalNamespace', 'Enabled'] : undefined,
    ],
  ];
}
