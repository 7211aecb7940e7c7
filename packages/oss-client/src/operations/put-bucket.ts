import { assertBucketName, type BucketAcl, type StorageClass } from '@signpost/oss-protocol/rules';
import { formatXml } from '@signpost/oss-protocol';

import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';

/** A bucket to make, in the client's region. */
export interface PutBucketInput extends CallOptions {
  readonly bucket: string;
  readonly acl?: BucketAcl | undefined;
  readonly storageClass?: StorageClass | undefined;
}

/** PutBucket. @throws OssError */
export async function putBucket(
  client: OssClient,
  input: PutBucketInput,
): Promise<{ readonly requestId: string | undefined }> {
  assertBucketName(input.bucket);
  const body =
    input.storageClass && formatXml('CreateBucketConfiguration', [['StorageClass', input.storageClass]]);
  const { requestId } = await client.send({
    operation: 'PutBucket',
    method: 'PUT',
    bucket: input.bucket,
    headers: [
      ['x-oss-acl', input.acl],
      ['content-type', body ? 'application/xml' : undefined],
    ],
    body: body ? Buffer.from(body) : undefined,
    effect: 'write',
    signal: input.signal,
  });
  return { requestId };
}
