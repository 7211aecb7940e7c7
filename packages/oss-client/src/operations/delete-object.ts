import { assertBucketName, assertObjectKey } from '@signpost/oss-protocol/rules';

import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { versionQuery } from '../version-query.ts';

/** What to delete. */
export interface DeleteObjectInput extends CallOptions {
  readonly bucket: string;
  readonly key: string;
  /** Deletes this version for good; without it a bucket with versioning writes a delete marker. */
  readonly versionId?: string | undefined;
}

/** What OSS did. */
export interface DeleteObjectResult {
  readonly requestId: string | undefined;
  /** Of the delete marker written, or of the version removed. */
  readonly versionId: string | undefined;
  /** A delete marker was written or removed. */
  readonly deleteMarker: boolean;
}

/** DeleteObject: on a link, removes the link only. Succeeds on keys that are not there. @throws OssError */
export async function deleteObject(client: OssClient, input: DeleteObjectInput): Promise<DeleteObjectResult> {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  const { headers, requestId } = await client.send({
    operation: 'DeleteObject',
    method: 'DELETE',
    bucket: input.bucket,
    key: input.key,
    query: versionQuery(input.versionId),
    effect: 'write',
    signal: input.signal,
  });
  return {
    requestId,
    versionId: headers.get('x-oss-version-id'),
    deleteMarker: headers.get('x-oss-delete-marker') === 'true',
  };
}
