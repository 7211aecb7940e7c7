import { assertBucketName, compareKeys } from '@signpost/oss-protocol/rules';
import { decodeVersionPage, type VersionPage } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import { assertProgress } from '../list-progress.ts';
import { listQuery, MAX_PAGE } from '../list-query.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { LIST_LIMITS } from '../xml-limits.ts';

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
  const answer = await client.sendForXml(call, LIST_LIMITS);
  const page = decodeAnswer(call, answer, decodeVersionPage);
  assertProgress(call, answer, {
    count: page.entries.length + page.commonPrefixes.length,
    asked: input.maxKeys ?? MAX_PAGE,
    isTruncated: page.isTruncated,
    leadsOn: leadsOn(page, input),
    isInOrder: isBehindMarker(page, input),
  });
  return { ...page, requestId: answer.requestId };
}

/** A later key, or more versions of the same one. */
function leadsOn(page: VersionPage, { keyMarker, versionIdMarker }: ListObjectVersionsInput): boolean {
  const { nextKeyMarker, nextVersionIdMarker } = page;
  if (nextKeyMarker === undefined) return false;
  if (keyMarker === undefined) return true;
  const order = compareKeys(nextKeyMarker, keyMarker);
  return order > 0 || (order === 0 && nextVersionIdMarker !== versionIdMarker);
}

function isBehindMarker(
  { entries }: VersionPage,
  { keyMarker, versionIdMarker }: ListObjectVersionsInput,
): boolean {
  if (keyMarker === undefined) return true;
  // With a version the page goes on among those of the same key.
  return entries.every(({ key }) => {
    const order = compareKeys(key, keyMarker);
    return order > 0 || (order === 0 && versionIdMarker !== undefined);
  });
}
