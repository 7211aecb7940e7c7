import { assertBucketName } from '@signpost/oss-protocol/rules';
import { decodeBucketInfo, type BucketInfo } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';

/** Facts of a bucket and the id of the request that read them. */
export interface GetBucketInfoResult extends BucketInfo {
  readonly requestId: string | undefined;
}

/** GetBucketInfo. Throttled apart from object calls: cache it. @throws OssError */
export async function getBucketInfo(
  client: OssClient,
  input: CallOptions & { readonly bucket: string },
): Promise<GetBucketInfoResult> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'GetBucketInfo',
    method: 'GET',
    bucket: input.bucket,
    query: [['bucketInfo', '']],
    effect: 'read',
    signal: input.signal,
  } as const;
  const answer = await client.sendForXml(call);
  const info = decodeAnswer(call, answer, decodeBucketInfo);
  client.learnPlace(info.name, { region: info.region, endpoint: info.extranetEndpoint });
  return { ...info, requestId: answer.requestId };
}
