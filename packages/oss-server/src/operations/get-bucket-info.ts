import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { toXmlTime } from '../rules/list-parameters.ts';
import { blocksPublicAccess } from '../settings/switches.ts';
import { ownerElement } from '../rules/owner-element.ts';

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinfo */
export const getBucketInfo: Operation = {
  name: 'GetBucketInfo',
  run(call) {
    const bucket = openBucket(call, 'owner');
    const endpoint = call.site.endpointOf(bucket.region, call);
    return xmlReply(
      formatXml('BucketInfo', [
        [
          'Bucket',
          [
            ['AccessMonitor', 'Disabled'],
            ['CreationDate', toXmlTime(bucket.created)],
            ['ExtranetEndpoint', endpoint],
            ['IntranetEndpoint', endpoint],
            ['Location', `oss-${bucket.region}`],
            ['StorageClass', bucket.storageClass],
            ['DataRedundancyType', bucket.redundancy],
            ['TransferAcceleration', 'Disabled'],
            ['CrossRegionReplication', 'Disabled'],
            bucket.hierarchical ? ['HierarchicalNamespace', 'Enabled'] : undefined,
            bucket.versioning === undefined ? undefined : ['Versioning', bucket.versioning],
            ['Name', bucket.name],
            ['ResourceGroupId', `rg-acfm${bucket.owner}`],
            ownerElement(bucket.owner),
            ['AccessControlList', [['Grant', bucket.acl]]],
            ['ServerSideEncryptionRule', [['SSEAlgorithm', 'None']]],
            [
              'BucketPolicy',
              [
                ['LogBucket', ''],
                ['LogPrefix', ''],
              ],
            ],
            ['Comment', ''],
            ['BlockPublicAccess', blocksPublicAccess(call.site.store.read, bucket) ?? false],
          ],
        ],
      ]),
    );
  },
};
