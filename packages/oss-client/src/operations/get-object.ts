import { assertBucketName, assertHeaderValue, assertObjectKey } from '@signpost/oss-protocol/rules';
import type { Readable } from 'node:stream';

import { toObjectFacts, type ObjectFacts } from '../object-facts.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { versionQuery } from '../version-query.ts';

/** Which bytes to read. */
export interface GetObjectInput extends CallOptions {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  /** First and last byte, both included, `last` left out for the end; or the last `suffix` bytes. */
  readonly range?:
    | { readonly first: number; readonly last?: number | undefined }
    | { readonly suffix: number }
    | undefined;
  /**
   * What OSS does with a range that goes beyond the object: `ignored` sends the whole with 200; `standard` sends what
   * there is of it, or refuses with 416 `InvalidRange`, as RFC 9110 says. Default `ignored`.
   */
  readonly rangeBeyondEnd?: 'ignored' | 'standard' | undefined;
  /** ETag without quotes; 412 when the object has another. */
  readonly ifMatch?: string | undefined;
}

/** An object being read. Facts mix link and target as in HeadObject. */
export interface GetObjectResult extends ObjectFacts {
  /** 206 when the range was honoured, else 200. */
  readonly status: number;
  /** Must be read or destroyed. Fails with an OssError, also when fewer bytes come than were announced. */
  readonly body: Readable;
}

/** GetObject. @throws OssError; RangeError for a senseless range */
export async function getObject(client: OssClient, input: GetObjectInput): Promise<GetObjectResult> {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  if (input.ifMatch !== undefined) assertHeaderValue('If-Match', input.ifMatch);
  const answer = await client.sendForStream({
    operation: 'GetObject',
    method: 'GET',
    bucket: input.bucket,
    key: input.key,
    query: versionQuery(input.versionId),
    headers: [
      ['range', toRangeHeader(input.range)],
      ['x-oss-range-behavior', input.rangeBeyondEnd === 'standard' ? 'standard' : undefined],
      ['if-match', input.ifMatch === undefined ? undefined : `"${input.ifMatch}"`],
    ],
    effect: 'read',
    signal: input.signal,
  });
  return { ...toObjectFacts(answer), status: answer.status, body: answer.body };
}

function toRangeHeader(range: GetObjectInput['range']): string | undefined {
  if (!range) return undefined;
  if ('suffix' in range) {
    if (!Number.isSafeInteger(range.suffix) || range.suffix < 0)
      throw new RangeError('A suffix is a whole number of bytes');
    return `bytes=-${range.suffix}`;
  }
  const { first, last } = range;
  if (!Number.isSafeInteger(first) || first < 0) throw new RangeError('A range starts at a whole number');
  if (last !== undefined && (!Number.isSafeInteger(last) || last < first)) {
    throw new RangeError('A range ends where it starts or later');
  }
  return `bytes=${first}-${last ?? ''}`;
}
