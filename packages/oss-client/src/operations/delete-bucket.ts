import { assertBucketName } from '@signpost/oss-protocol/rules';

import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';

/** DeleteBucket; the bucket must be empty. @throws OssError */
export async function deleteBucket(
  client: OssClient,
  input: CallOptions & { readonly bucket: string },
): Promise<{ readonly requestId: string | undefined }> {
  assertBucketName(input.bucket);
  const { requestId } = await client.send({
    operation: 'DeleteBucket',
    method: 'DELETE',
    bucket: input.bucket,
    effect: 'write',
    signal: input.signal,
  });
  return { requestId };
}
