import { assertBucketName } from '@signpost/oss-protocol/rules';
import {
  decodeMetaQueryPage,
  decodeMetaQueryStatus,
  formatXml,
  type MetaQueryPage,
  type MetaQueryStatus,
} from '@signpost/oss-protocol';

import { decodeAnswer, protocolError } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { isOssServiceError } from '../oss-error.ts';
import { LIST_LIMITS } from '../xml-limits.ts';

const mostResults = 100;

/** What files are found by: a comparison, or several of them put together. */
export type MetaCondition =
  | { readonly Field: string; readonly Operation: string; readonly Value: string }
  | { readonly Operation: 'and' | 'or' | 'not'; readonly SubQueries: readonly MetaCondition[] };

/** What to find, and which page of it. */
export interface DoMetaQueryInput extends CallOptions {
  readonly bucket: string;
  readonly query: MetaCondition;
  /** From the page before; opaque. */
  readonly nextToken?: string | undefined;
  /** 1 to 100 (default). */
  readonly maxResults?: number | undefined;
}

/**
 * DoMetaQuery in basic mode: one page of the files that a condition describes, by name. The index follows changes of the
 * bucket within minutes, and does not tell where links lead.
 * @throws OssError `MetaQueryNotExist` where nobody opened the index; also for a page that does not lead on
 */
export async function doMetaQuery(client: OssClient, input: DoMetaQueryInput): Promise<MetaQueryPage> {
  const { bucket, query, nextToken, maxResults = mostResults, signal } = input;
  assertBucketName(bucket);
  const call = {
    operation: 'DoMetaQuery',
    method: 'POST',
    bucket,
    query: [
      ['metaQuery', ''],
      ['comp', 'query'],
    ],
    headers: [['content-type', 'application/xml']],
    body: Buffer.from(
      formatXml('MetaQuery', [
        nextToken === undefined ? undefined : ['NextToken', nextToken],
        ['MaxResults', maxResults],
        ['Query', JSON.stringify(query)],
        ['Sort', 'Filename'],
        ['Order', 'asc'],
      ]),
    ),
    effect: 'read',
    signal,
  } as const;
  const answer = await client.sendForXml(call, LIST_LIMITS);
  const page = decodeAnswer(call, answer, decodeMetaQueryPage);
  if (page.nextToken !== undefined && (page.nextToken === nextToken || page.files.length === 0))
    throw protocolError(call, answer, {
      reason: 'no-progress',
      message: 'the page says that there are more, but does not lead on',
    });
  return page;
}

/** GetMetaQueryStatus; undefined where nobody opened the metadata index of the bucket. @throws OssError */
export async function getMetaQueryStatus(
  client: OssClient,
  { bucket, signal }: CallOptions & { readonly bucket: string },
): Promise<MetaQueryStatus | undefined> {
  assertBucketName(bucket);
  const call = {
    operation: 'GetMetaQueryStatus',
    method: 'GET',
    bucket,
    query: [['metaQuery', '']],
    effect: 'read',
    signal,
  } as const;
  try {
    return decodeAnswer(call, await client.sendForXml(call), decodeMetaQueryStatus);
  } catch (error) {
    if (isOssServiceError(error, 'MetaQueryNotExist')) return undefined;
    throw error;
  }
}
