import { isStorageClass, regionFromLocation } from '@signpost/oss-protocol/rules';
import { optionalText } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { fault, invalidArgument, notImplemented } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { readBucketAcl } from '../rules/bucket-headers.ts';
import { parseDocument } from '../rules/document.ts';
import { assertMayMakeBucket, makeBucket } from '../rules/make-bucket.ts';

/**
 * Makes a bucket. Making one's own again changes its ACL, and fails when the storage class differs.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucket
 */
export const putBucket: Operation = {
  name: 'PutBucket',
  async run(call) {
    assertMayMakeBucket(call);
    const acl = readBucketAcl(call);
    await makeBucket(call, { acl, ...(await readConfiguration(call)) });
    return emptyReply(200, { Location: `/${call.bucket!}` });
  },
};

const PARTS = new Set(['StorageClass', 'DataRedundancyType', 'LocationConstraint']);

async function readConfiguration(
  call: Call,
): Promise<{ storageClass: string | undefined; redundancy: 'LRS' | 'ZRS' }> {
  const text = await call.body.text();
  const header = call.headers.get('x-oss-storage-class');
  const root = text.trim() === '' ? undefined : parseDocument(text, 'CreateBucketConfiguration');
  const unknown = root?.children.find(({ name }) => !PARTS.has(name));
  if (unknown !== undefined) throw notImplemented(`${unknown.name} of a new bucket`);
  const location = root && optionalText(root, 'LocationConstraint');
  if (location !== undefined && regionFromLocation(location) !== call.region) {
    throw fault('InvalidLocationConstraint', { details: { LocationConstraint: location } });
  }
  const storageClass = (root && optionalText(root, 'StorageClass')) ?? header;
  if (storageClass !== undefined && !isStorageClass(storageClass))
    throw invalidArgument('StorageClass', storageClass);
  const redundancy = (root && optionalText(root, 'DataRedundancyType')) ?? 'LRS';
  if (redundancy !== 'LRS' && redundancy !== 'ZRS') throw invalidArgument('DataRedundancyType', redundancy);
  return { storageClass, redundancy };
}
