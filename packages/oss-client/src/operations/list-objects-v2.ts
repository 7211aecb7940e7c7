import { assertBucketName } from '@signpost/oss-protocol/rules';
import { decodeObjectPage, type ObjectPage } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import { assertProgress, isAscending } from '../list-progress.ts';
import { listQuery, MAX_PAGE } from '../list-query.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { LIST_LIMITS } from '../xml-limits.ts';

/** Which page of keys to read. */
export interface ListObjectsV2Input extends CallOptions {
  readonly bucket: string;
  /** Sent even when empty: policies may demand it. */
  readonly prefix?: string | undefined;
  /** Sent even when empty: policies may demand it. `/` gives one level. */
  readonly delimiter?: string | undefined;
  /** Exclusive; ignored once a token is given. */
  readonly startAfter?: string | undefined;
  /** From the page before; opaque. */
  readonly continuationToken?: string | undefined;
  /** With a token: last key or common prefix of the page before. Not sent; a page that does not go behind it is refused. */
  readonly lastName?: string | undefined;
  /** 1 to 1,000 (default); keys and folders together. */
  readonly maxKeys?: number | undefined;
  readonly fetchOwner?: boolean | undefined;
}

/** One page and the id of the request that read it. */
export interface ListObjectsV2Result extends ObjectPage {
  readonly requestId: string | undefined;
}

/** ListObjectsV2: one call, at most 1,000 entries. A broken answer is an error, never a short page. @throws OssError also for a page that makes no progress */
export async function listObjectsV2(
  client: OssClient,
  input: ListObjectsV2Input,
): Promise<ListObjectsV2Result> {
  assertBucketName(input.bucket);
  const call = {
    operation: 'ListObjectsV2',
    method: 'GET',
    bucket: input.bucket,
    query: listQuery(input, [
      ['list-type', '2'],
      ['start-after', input.continuationToken === undefined ? input.startAfter : undefined],
      ['continuation-token', input.continuationToken],
      ['fetch-owner', input.fetchOwner ? 'true' : undefined],
    ]),
    effect: 'read',
    signal: input.signal,
  } as const;
  const answer = await client.sendForXml(call, LIST_LIMITS);
  const page = decodeAnswer(call, answer, decodeObjectPage);
  assertProgress(call, answer, {
    count: page.keyCount,
    asked: input.maxKeys ?? MAX_PAGE,
    isTruncated: page.isTruncated,
    leadsOn:
      page.nextContinuationToken !== undefined && page.nextContinuationToken !== input.continuationToken,
    isInOrder: isInOrder(page, input.continuationToken === undefined ? input.startAfter : input.lastName),
  });
  return { ...page, requestId: answer.requestId };
}

function isInOrder({ objects, commonPrefixes }: ObjectPage, after: string | undefined): boolean {
  const keys = objects.map(({ key }) => key);
  // A list that starts inside a folder names the folder all the same.
  const inside = commonPrefixes[0];
  const startsInside = inside !== undefined && after !== inside && after?.startsWith(inside) === true;
  return isAscending(keys, after) && isAscending(commonPrefixes, startsInside ? undefined : after);
}
