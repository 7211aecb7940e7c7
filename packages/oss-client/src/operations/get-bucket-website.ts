import { assertBucketName, type RoutingRule } from '@signpost/oss-protocol/rules';
import { decodeRoutingRules } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { isOssServiceError } from '../oss-error.ts';

/**
 * GetBucketWebsite: the routing rules that can take effect for a missing key, mirror rules among them, in the order in
 * which OSS tries them; none where the bucket has no website settings. Throttled apart from object calls: cache it.
 * @throws OssError
 */
export async function getBucketWebsite(
  client: OssClient,
  input: CallOptions & { readonly bucket: string },
): Promise<readonly RoutingRule[]> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'GetBucketWebsite',
    method: 'GET',
    bucket: input.bucket,
    query: [['website', '']],
    effect: 'read',
    signal: input.signal,
  } as const;
  try {
    return decodeAnswer(call, await client.sendForXml(call), decodeRoutingRules);
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchWebsiteConfiguration')) return [];
    throw error;
  }
}
