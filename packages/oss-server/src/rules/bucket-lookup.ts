import { isBucketName } from '@signpost/oss-protocol/rules';

import type { Call } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { assertBucketAccess } from './access.ts';
import type { Access } from './access.ts';
import type { Bucket } from '../store/buckets.ts';
import type { StoreView } from '../store/store.ts';

/**
 * The bucket of a call.
 * @throws OssFault when it does not exist, or lives in another region than the one called
 */
export function findBucket(call: Call, view: StoreView = call.site.store.read): Bucket {
  const name = call.bucket ?? '';
  if (!isBucketName(name)) throw fault('InvalidBucketName', { details: { BucketName: name } });
  const bucket = view.buckets.find(name);
  if (bucket === undefined) throw fault('NoSuchBucket', { details: { BucketName: name } });
  if (bucket.region !== call.region) throw wrongRegion(call, bucket.region);
  assertRegion(call);
  return bucket;
}

/**
 * Finds out about a missing bucket before the signature is looked at, as the service does: clients ask
 * for a bucket with keys that it need not know. Only a bucket that the request makes may be missing.
 * @param candidates all ways to understand the address; they differ in the key
 * @throws OssFault NoSuchBucket
 */
export function assertBucketExists(
  view: StoreView,
  method: string,
  candidates: readonly { bucket?: string; key?: string }[],
): void {
  const name = candidates[0]?.bucket;
  const makes = method === 'PUT' && candidates.some(({ key }) => key === undefined);
  if (name === undefined || makes || !isBucketName(name) || view.buckets.find(name) !== undefined) return;
  throw fault('NoSuchBucket', { details: { BucketName: name } });
}

/** @throws OssFault InvalidArgument when the signature is for another region than it was sent to */
export function assertRegion(call: Call): void {
  if ((call.signedRegion ?? call.region) === call.region) return;
  throw fault('InvalidArgument', {
    message: 'Invalid signing region in Authorization header.',
    ec: '0002-00000226',
  });
}

function wrongRegion(call: Call, region: string): Error {
  return fault('AccessDenied', {
    message:
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    ec: '0003-00001403',
    // The vendor's endpoint names tell their region; an address on loopback cannot, so it is said beside it.
    details: {
      ...(call.bucket !== undefined && { Bucket: call.bucket }),
      Endpoint: call.site.endpointOf(region, call),
      Region: region,
    },
  });
}

/** The bucket of a call, once the caller may do this to it. */
export function openBucket(call: Call, access: Access, view?: StoreView): Bucket {
  const bucket = findBucket(call, view);
  assertBucketAccess(call, bucket, access);
  return bucket;
}
