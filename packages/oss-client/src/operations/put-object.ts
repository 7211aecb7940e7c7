import { assertBucketName, assertNewObjectKey } from '@signpost/oss-protocol/rules';
import { unquoteEtag } from '@signpost/oss-protocol';

import type { CallOptions, OssBody } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { toAttributeHeaders, type ObjectAttributes } from '../write-headers.ts';

/** An object to write. */
export interface PutObjectInput extends ObjectAttributes, CallOptions {
  readonly bucket: string;
  readonly key: string;
  readonly body: OssBody;
}

/** What OSS says to a written object. */
export interface PutObjectResult {
  readonly requestId: string | undefined;
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
  readonly crc64: string | undefined;
}

/** PutObject. @throws OssRuleError before sending; OssError */
export async function putObject(client: OssClient, input: PutObjectInput): Promise<PutObjectResult> {
  assertBucketName(input.bucket);
  assertNewObjectKey(input.key);
  const { headers, requestId } = await client.send({
    operation: 'PutObject',
    method: 'PUT',
    bucket: input.bucket,
    key: input.key,
    headers: toAttributeHeaders(input),
    body: input.body,
    effect: 'write',
    signal: input.signal,
  });
  const etag = headers.get('etag');
  return {
    requestId,
    etag: etag === undefined ? undefined : unquoteEtag(etag),
    versionId: headers.get('x-oss-version-id'),
    crc64: headers.get('x-oss-hash-crc64ecma'),
  };
}
