import { assertBucketName } from '@signpost/oss-protocol/rules';
import { decodeVersioning, formatXml, type VersioningStatus } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';

/** Versioning of a bucket. */
export interface GetBucketVersioningResult {
  readonly requestId: string | undefined;
  /** `undefined`: the bucket never had versioning. */
  readonly status: VersioningStatus | undefined;
}

/** GetBucketVersioning. @throws OssError */
export async function getBucketVersioning(
  client: OssClient,
  input: CallOptions & { readonly bucket: string },
): Promise<GetBucketVersioningResult> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'GetBucketVersioning',
    method: 'GET',
    bucket: input.bucket,
    query: [['versioning', '']],
    effect: 'read',
    signal: input.signal,
  } as const;
  const answer = await client.sendForXml(call);
  return { status: decodeAnswer(call, answer, decodeVersioning), requestId: answer.requestId };
}

/** PutBucketVersioning; there is no way back to "never". @throws OssError */
export async function putBucketVersioning(
  client: OssClient,
  input: CallOptions & { readonly bucket: string; readonly status: VersioningStatus },
): Promise<{ readonly requestId: string | undefined }> {
  assertBucketName(input.bucket);
  const { requestId } = await client.send({
    operation: 'PutBucketVersioning',
    method: 'PUT',
    bucket: input.bucket,
    query: [['versioning', '']],
    headers: [['content-type', 'application/xml']],
    body: Buffer.from(formatXml('VersioningConfiguration', [['Status', input.status]])),
    effect: 'write',
    signal: input.signal,
  });
  return { requestId };
}
