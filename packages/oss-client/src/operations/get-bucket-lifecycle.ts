import { assertBucketName, type LifecycleRule } from '@signpost/oss-protocol/rules';
import { decodeLifecycle } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { isOssServiceError } from '../oss-error.ts';

/**
 * GetBucketLifecycle: the enabled rules, none where the bucket has no configuration. Throttled apart from object calls:
 * cache it. @throws OssError
 */
export async function getBucketLifecycle(
  client: OssClient,
  input: CallOptions & { readonly bucket: string },
): Promise<readonly LifecycleRule[]> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'GetBucketLifecycle',
    method: 'GET',
    bucket: input.bucket,
    query: [['lifecycle', '']],
    effect: 'read',
    signal: input.signal,
  } as const;
  try {
    return decodeAnswer(call, await client.sendForXml(call), decodeLifecycle);
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchLifecycle')) return [];
    throw error;
  }
}
