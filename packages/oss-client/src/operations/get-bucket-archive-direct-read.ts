import { assertBucketName } from '@signpost/oss-protocol/rules';
import { decodeArchiveDirectRead } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';

/**
 * GetBucketArchiveDirectRead: whether objects of the class Archive (no colder one) are read without a restore. Throttled
 * apart from object calls: cache it. @throws OssError
 */
export async function getBucketArchiveDirectRead(
  client: OssClient,
  input: CallOptions & { readonly bucket: string },
): Promise<boolean> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'GetBucketArchiveDirectRead',
    method: 'GET',
    bucket: input.bucket,
    query: [['bucketArchiveDirectRead', '']],
    effect: 'read',
    signal: input.signal,
  } as const;
  return decodeAnswer(call, await client.sendForXml(call), decodeArchiveDirectRead);
}
