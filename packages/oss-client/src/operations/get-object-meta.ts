import { assertBucketName, assertObjectKey } from '@signpost/oss-protocol/rules';

import { toObjectFacts, type ObjectFacts } from '../object-facts.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { versionQuery } from '../version-query.ts';

/** Which object to look at. */
export interface GetObjectMetaInput extends CallOptions {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

/**
 * GetObjectMeta: describes the key itself, never the target. A link's `size` is the length of its
 * target's key; works on dangling links. Cache-Control and its like are not part of the answer.
 * @throws OssError
 */
export async function getObjectMeta(client: OssClient, input: GetObjectMetaInput): Promise<ObjectFacts> {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  const answer = await client.send({
    operation: 'GetObjectMeta',
    method: 'HEAD',
    bucket: input.bucket,
    key: input.key,
    query: [['objectMeta', ''], ...versionQuery(input.versionId)],
    effect: 'read',
    signal: input.signal,
  });
  return toObjectFacts(answer);
}
