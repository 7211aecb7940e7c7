import { assertBucketName, assertObjectKey } from '@signpost/oss-protocol/rules';

import { toObjectFacts, type ObjectFacts } from '../object-facts.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { versionQuery } from '../version-query.ts';

/** Which object to look at. */
export interface HeadObjectInput extends CallOptions {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

/**
 * HeadObject. Through a link, size, ETag, MD5, CRC and class are the target's, Last-Modified is the
 * later of both, and everything else (type, HTTP headers, metadata, tag count, version) is the link's.
 * @throws OssError, codes `SymlinkTargetNotExist` and `InvalidTargetType` for links that lead nowhere
 */
export async function headObject(client: OssClient, input: HeadObjectInput): Promise<ObjectFacts> {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  const answer = await client.send({
    operation: 'HeadObject',
    method: 'HEAD',
    bucket: input.bucket,
    key: input.key,
    query: versionQuery(input.versionId),
    effect: 'read',
    signal: input.signal,
  });
  return toObjectFacts(answer);
}
