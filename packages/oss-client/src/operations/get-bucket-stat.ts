import { assertBucketName } from '@signpost/oss-protocol/rules';
import { decodeBucketStat, type BucketStat } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';

/** Sums of a bucket and the id of the request that read them. */
export interface GetBucketStatResult extends BucketStat {
  readonly requestId: string | undefined;
}

/** GetBucketStat. Throttled apart from object calls, and an hour late anyway: cache it. @throws OssError */
export async function getBucketStat(
  client: OssClient,
  input: CallOptions & { readonly bucket: string },
): Promise<GetBucketStatResult> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'GetBucketStat',
    method: 'GET',
    bucket: input.bucket,
    query: [['stat', '']],
    effect: 'read',
    signal: input.signal,
  } as const;
  const answer = await client.sendForXml(call);
  return { ...decodeAnswer(call, answer, decodeBucketStat), requestId: answer.requestId };
}
