import { assertBucketName } from '@signpost/oss-protocol/rules';
import { decodeBucketWorm, type BucketWorm } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { isOssServiceError } from '../oss-error.ts';

/**
 * GetBucketWorm: the retention policy in force; `undefined` where the bucket has none. Throttled apart from object
 * calls: cache it. @throws OssError
 */
export async function getBucketWorm(
  client: OssClient,
  input: CallOptions & { readonly bucket: string },
): Promise<BucketWorm | undefined> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'GetBucketWorm',
    method: 'GET',
    bucket: input.bucket,
    query: [['worm', '']],
    effect: 'read',
    signal: input.signal,
  } as const;
  try {
    return decodeAnswer(call, await client.sendForXml(call), decodeBucketWorm);
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchWORMConfiguration')) return undefined;
    throw error;
  }
}
