import { assertBucketName, decodeVersionPage, type VersionPage } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import { listQuery } from '../list-query.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';

/** Which page of versions to read. */
export interface ListObjectVersionsInput extends CallOptions {
  readonly bucket: string;
  readonly prefix?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly keyMarker?: string | undefined;
  /** Needs keyMarker. */
  readonly versionIdMarker?: string | undefined;
  readonly maxKeys?: number | undefined;
}

/** One page and the id of the request that read it. */
export interface ListObjectVersionsResult extends VersionPage {
  readonly requestId: string | undefined;
}

/** ListObjectVersions. To read one key's versions use it as prefix and stop at the next key. @throws OssError */
export async function listObjectVersions(
  client: OssClient,
  input: ListObjectVersionsInput,
): Promise<ListObjectVersionsResult> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'ListObjectVersions',
    method: 'GET',
    bucket: input.bucket,
    query: listQuery(input, [
      ['versions', ''],
      ['key-marker', input.keyMarker],
      ['version-id-marker', input.versionIdMarker],
    ]),
    effect: 'read',
    signal: input.signal,
  } as const;
  const answer = await client.sendForXml(call);
  return { ...decodeAnswer(call, answer, decodeVersionPage), requestId: answer.requestId };
}
