import { decodeBucketPage, type BucketPage } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import { assertProgress } from '../list-progress.ts';
import { MAX_PAGE } from '../list-query.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { LIST_LIMITS } from '../xml-limits.ts';

/** Which buckets to list. */
export interface ListBucketsInput extends CallOptions {
  readonly prefix?: string | undefined;
  readonly marker?: string | undefined;
  /** 1 to 1,000 (default). */
  readonly maxKeys?: number | undefined;
}

/** One page and the id of the request that read it. */
export interface ListBucketsResult extends BucketPage {
  readonly requestId: string | undefined;
}

/**
 * ListBuckets, over all regions. Each bucket's region and endpoint are remembered by the client.
 * @throws OssError, `AccessDenied` for keys limited to some buckets
 */
export async function listBuckets(
  client: OssClient,
  input: ListBucketsInput = {},
): Promise<ListBucketsResult> {
  const query: Array<readonly [string, string]> = [['max-keys', String(input.maxKeys ?? MAX_PAGE)]];
  if (input.prefix) query.push(['prefix', input.prefix]);
  if (input.marker) query.push(['marker', input.marker]);
  const call = {
    operation: 'ListBuckets',
    method: 'GET',
    query,
    headers: [['x-oss-resource-group-id', client.resourceGroupId]],
    effect: 'read',
    signal: input.signal,
  } as const;
  const answer = await client.sendForXml(call, LIST_LIMITS);
  const page = decodeAnswer(call, answer, decodeBucketPage);
  const { marker } = input;
  const { nextMarker } = page;
  assertProgress(call, answer, {
    count: page.buckets.length,
    asked: input.maxKeys ?? MAX_PAGE,
    isTruncated: page.isTruncated,
    leadsOn: nextMarker !== undefined && (marker === undefined || nextMarker > marker),
    isInOrder: marker === undefined || page.buckets.every(({ name }) => name > marker),
  });
  for (const bucket of page.buckets) {
    client.learnPlace(bucket.name, { region: bucket.region, endpoint: bucket.extranetEndpoint });
  }
  return { ...page, requestId: answer.requestId };
}
