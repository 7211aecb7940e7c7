import { assertBucketName, assertObjectKey, type Tags, toTags } from '@signpost/oss-protocol/rules';
import { decodeTagSet, formatXml } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { versionQuery } from '../version-query.ts';

interface ObjectInput extends CallOptions {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

/** An object's own tags. */
export interface GetObjectTaggingResult {
  readonly requestId: string | undefined;
  readonly versionId: string | undefined;
  /** Verbatim: names and values written by others are not judged here. */
  readonly tags: Tags;
}

function toTaggingCall(input: ObjectInput, operation: string) {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  return {
    operation,
    bucket: input.bucket,
    key: input.key,
    query: [['tagging', ''], ...versionQuery(input.versionId)],
    signal: input.signal,
  } as const;
}

/** GetObjectTagging: of a link, the link's own. @throws OssError */
export async function getObjectTagging(
  client: OssClient,
  input: ObjectInput,
): Promise<GetObjectTaggingResult> {
  const call = { ...toTaggingCall(input, 'GetObjectTagging'), method: 'GET', effect: 'read' } as const;
  const answer = await client.sendForXml(call);
  return {
    tags: Object.fromEntries(decodeAnswer(call, answer, decodeTagSet)),
    versionId: answer.headers.get('x-oss-version-id'),
    requestId: answer.requestId,
  };
}

/** PutObjectTagging: replaces all tags; leaves Last-Modified alone. @throws OssRuleError, OssError */
export async function putObjectTagging(
  client: OssClient,
  input: ObjectInput & { readonly tags: Tags },
): Promise<{ readonly requestId: string | undefined }> {
  const tags = Object.entries(toTags(Object.entries(input.tags)));
  const tagSet = tags.map(
    ([key, value]) =>
      [
        'Tag',
        [
          ['Key', key],
          ['Value', value],
        ] as const,
      ] as const,
  );
  const { requestId } = await client.send({
    ...toTaggingCall(input, 'PutObjectTagging'),
    method: 'PUT',
    headers: [['content-type', 'application/xml']],
    body: Buffer.from(formatXml('Tagging', [['TagSet', tagSet]])),
    effect: 'write',
  });
  return { requestId };
}

/** DeleteObjectTagging: removes all tags. @throws OssError */
export async function deleteObjectTagging(
  client: OssClient,
  input: ObjectInput,
): Promise<{ readonly requestId: string | undefined }> {
  const { requestId } = await client.send({
    ...toTaggingCall(input, 'DeleteObjectTagging'),
    method: 'DELETE',
    effect: 'write',
  });
  return { requestId };
}
