import {
  assertBucketName,
  assertNewObjectKey,
  assertObjectKey,
  encodeUriPath,
  encodeUriText,
} from '@signpost/oss-protocol/rules';
import { decodeCopyResult } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions, SignedRequest } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { toAttributeHeaders, type ObjectAttributes } from '../write-headers.ts';

/** What to copy where. */
export interface CopyObjectInput extends ObjectAttributes, CallOptions {
  readonly bucket: string;
  readonly key: string;
  readonly source: {
    /** The destination's bucket unless given. */
    readonly bucket?: string | undefined;
    readonly key: string;
    readonly versionId?: string | undefined;
    /** Without quotes: what the source must still be, or OSS answers `PreconditionFailed`. */
    readonly etag?: string | undefined;
  };
  /** `REPLACE` takes HTTP headers and metadata from this input instead of from the source. */
  readonly metadataDirective?: 'COPY' | 'REPLACE' | undefined;
  /** `REPLACE` takes the tags from this input. */
  readonly taggingDirective?: 'Copy' | 'Replace' | undefined;
}

/** What OSS says to a copy. */
export interface CopyObjectResult {
  readonly requestId: string | undefined;
  readonly etag: string;
  readonly lastModified: Date;
  readonly versionId: string | undefined;
  readonly sourceVersionId: string | undefined;
}

/** CopyObject. A link is copied as a link, not as its content. @throws OssRuleError, OssError */
export async function copyObject(client: OssClient, input: CopyObjectInput): Promise<CopyObjectResult> {
  const call = toCopyCall(input);
  const answer = await client.sendForXml(call);
  const { etag, lastModified } = decodeAnswer(call, answer, decodeCopyResult);
  return {
    requestId: answer.requestId,
    etag,
    lastModified,
    versionId: answer.headers.get('x-oss-version-id'),
    sourceVersionId: answer.headers.get('x-oss-copy-source-version-id'),
  };
}

/** The request of a copy as it would go out, secrets masked. @throws OssRuleError */
export async function previewCopyObject(client: OssClient, input: CopyObjectInput): Promise<SignedRequest> {
  return client.preview(toCopyCall(input));
}

function toCopyCall(input: CopyObjectInput) {
  const { source } = input;
  const sourceBucket = source.bucket ?? input.bucket;
  assertBucketName(input.bucket);
  assertBucketName(sourceBucket);
  assertNewObjectKey(input.key);
  assertObjectKey(source.key);
  const version = source.versionId ? `?versionId=${encodeUriText(source.versionId)}` : '';
  return {
    operation: 'CopyObject',
    method: 'PUT',
    bucket: input.bucket,
    key: input.key,
    headers: [
      ['x-oss-copy-source', `/${sourceBucket}/${encodeUriPath(source.key)}${version}`],
      ['x-oss-copy-source-if-match', source.etag],
      ['x-oss-metadata-directive', input.metadataDirective],
      ['x-oss-tagging-directive', input.taggingDirective],
      ...toAttributeHeaders(input),
    ],
    effect: 'write',
    signal: input.signal,
  } as const;
}
