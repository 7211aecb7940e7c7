import { formatXml } from '@signpost/oss-protocol';
import type { XmlChild } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';

/** Classes other than Standard are billed at 64 KB at least; RealStorage is what is really there. */
const BILLED_MINIMUM_CLASSES = [
  ['InfrequentAccess', 'IA'],
  ['Archive', 'Archive'],
  ['ColdArchive', 'ColdArchive'],
  ['DeepColdArchive', 'DeepColdArchive'],
] as const;

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat */
export const getBucketStat: Operation = {
  name: 'GetBucketStat',
  run(call) {
    const bucket = openBucket(call, 'owner');
    const { read } = call.site.store;
    const { classes, markers } = read.listing.totals(bucket);
    const parts = read.uploads.partTotals(bucket);
    const of = (name: string) => classes.get(name) ?? { count: 0, size: 0, billed: 0 };
    const all = [...classes.values()];
    const everHeld = read.entries.hasAny(bucket) || read.uploads.count(bucket) > 0;
    return xmlReply(
      formatXml('BucketStat', [
        ['Storage', all.reduce((sum, { size }) => sum + size, 0)],
        ['ObjectCount', all.reduce((sum, { count }) => sum + count, 0)],
        ['MultipartUploadCount', read.uploads.count(bucket)],
        ['LiveChannelCount', 0],
        ['MultipartPartCount', parts.count],
        ['DeleteMarkerCount', markers],
        // Until anything was stored there are no numbers, hence no time of theirs.
        ['LastModifiedTime', everHeld ? Math.floor(call.now / 1000) : 0],
        ['StandardStorage', of('Standard').size],
        ['StandardObjectCount', of('Standard').count],
        ...BILLED_MINIMUM_CLASSES.flatMap(([prefix, name]): XmlChild[] => [
          [`${prefix}Storage`, of(name).billed],
          [`${prefix}RealStorage`, of(name).size],
          [`${prefix}ObjectCount`, of(name).count],
        ]),
        ['MultipartPartStorage', parts.size],
      ]),
    );
  },
};
