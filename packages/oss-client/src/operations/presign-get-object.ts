import { assertBucketName, assertObjectKey } from '@signpost/oss-protocol/rules';

import type { OssClient } from '../oss-client.ts';
import { versionQuery } from '../version-query.ts';

/** A GET to hand out. */
export interface PresignGetObjectInput {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  /** 1 to 604,800; a URL made with a temporary key dies with the key. */
  readonly expiresSeconds: number;
  /** Overrides the Content-Disposition of the answer. */
  readonly contentDisposition?: string | undefined;
}

/** A V4 URL that reads one object without credentials until it expires. Nothing is sent. @throws RangeError */
export async function presignGetObject(client: OssClient, input: PresignGetObjectInput): Promise<string> {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  const query: Array<readonly [string, string]> = [...versionQuery(input.versionId)];
  if (input.contentDisposition !== undefined) {
    query.push(['response-content-disposition', input.contentDisposition]);
  }
  return client.presign(
    { operation: 'GetObject', method: 'GET', bucket: input.bucket, key: input.key, query, effect: 'read' },
    input.expiresSeconds,
  );
}
