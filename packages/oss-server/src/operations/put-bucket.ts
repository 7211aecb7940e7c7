import { isBucketName, isStorageClass, optionalText } from '@signpost/oss-protocol';

import type { Call, Operation } from '../pipeline/call.ts';
import { fault, invalidArgument } from '../pipeline/oss-fault.ts';
import { emptyReply } from '../pipeline/reply.ts';
import { assertRegion } from '../rules/bucket-lookup.ts';
import { readBucketAcl } from '../rules/bucket-headers.ts';
import { parseDocument } from '../rules/document.ts';

/**
 * Makes a bucket. Making one's own again changes its ACL, and fails when the storage class differs.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucket
 */
export const putBucket: Operation = {
  name: 'PutBucket',
  async run(call) {
    const name = call.bucket ?? '';
    if (call.identity === undefined)
      throw fault('AccessDenied', { message: 'Anonymous user has no right to create a bucket.' });
    if (!isBucketName(name)) throw fault('InvalidBucketName', { details: { BucketName: name } });
    assertRegion(call);
    const { uid } = call.identity;
    const acl = readBucketAcl(call);
    const { storageClass, redundancy } = await readConfiguration(call);
    await call.site.store.write(({ buckets }) => {
      const existing = buckets.find(name);
      if (existing !== undefined) {
        const same = storageClass === undefined || existing.storageClass === storageClass;
        if (existing.owner !== uid || existing.region !== call.region || !same) {
          throw fault('BucketAlreadyExists', { details: { BucketName: name } });
        }
        if (acl !== undefined) buckets.update(existing, { acl });
        return;
      }
      buckets.insert({
        name,
        owner: uid,
        region: call.region,
        created: call.now,
        storageClass: storageClass ?? 'Standard',
        redundancy,
        acl: acl ?? 'private',
        versioning: undefined,
        hierarchical: call.headers.get('x-oss-hns-status') === 'enabled',
        requesterPays: false,
      });
    });
    return emptyReply(200, { Location: `/${name}` });
  },
};

async function readConfiguration(
  call: Call,
): Promise<{ storageClass: string | undefined; redundancy: 'LRS' | 'ZRS' }> {
  const text = await call.body.text();
  const header = call.headers.get('x-oss-storage-class');
  const root = text.trim() === '' ? undefined : parseDocument(text, 'CreateBucketConfiguration');
  const storageClass = (root && optionalText(root, 'StorageClass')) ?? header;
  if (storageClass !== undefined && !isStorageClass(storageClass))
    throw invalidArgument('StorageClass', storageClass);
  const redundancy = (root && optionalText(root, 'DataRedundancyType')) ?? 'LRS';
  if (redundancy !== 'LRS' && redundancy !== 'ZRS') throw invalidArgument('DataRedundancyType', redundancy);
  return { storageClass, redundancy };
}
