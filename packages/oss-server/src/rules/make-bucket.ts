import { isBucketName } from '@signpost/oss-protocol/rules';

import type { Call } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { assertRegion } from './bucket-lookup.ts';

export interface NewBucket {
  acl: string | undefined;
  storageClass?: string | undefined;
  redundancy?: 'LRS' | 'ZRS';
}

/** @throws OssFault when the caller is anonymous, or the name or region is wrong */
export function assertMayMakeBucket(call: Call): void {
  const name = call.bucket ?? '';
  if (call.identity === undefined)
    throw fault('AccessDenied', { message: 'Anonymous user has no right to create a bucket.' });
  if (!isBucketName(name)) throw fault('InvalidBucketName', { details: { BucketName: name } });
  assertRegion(call);
}

/**
 * Makes the call's bucket. Making one's own again changes its ACL, and fails when the storage class differs.
 * @throws OssFault BucketAlreadyExists; as {@link assertMayMakeBucket}
 */
export async function makeBucket(call: Call, settings: NewBucket): Promise<void> {
  assertMayMakeBucket(call);
  const { acl, storageClass, redundancy = 'LRS' } = settings;
  const name = call.bucket!;
  const { uid } = call.identity!;
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
}
