import {
  assertBucketName,
  assertNewObjectKey,
  encodeSymlinkTarget,
  symlinkTargetHeader,
} from '@signpost/oss-protocol/rules';
import { unquoteEtag } from '@signpost/oss-protocol';

import type { CallOptions, OssCall, SignedRequest } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { toAttributeHeaders, type ObjectAttributes } from '../write-headers.ts';

/** A link to write. Replaces whatever is at the key as a whole: nothing of it is kept. */
export interface PutSymlinkInput extends ObjectAttributes, CallOptions {
  readonly bucket: string;
  /** Where the link lives. */
  readonly key: string;
  /** Key in the same bucket; OSS looks at nothing but its spelling. */
  readonly target: string;
}

/** What OSS says to a written link. */
export interface PutSymlinkResult {
  readonly requestId: string | undefined;
  readonly etag: string | undefined;
  /** Absent on buckets that never had versioning. */
  readonly versionId: string | undefined;
  /** Verbatim x-oss-process-status or x-oss-event-status: an event rule was notified. */
  readonly eventStatus: string | undefined;
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * PutSymlink. The class is always sent, `Standard` unless told otherwise, so that a link in an IA
 * or Archive bucket is not billed as 64 KB by accident.
 * @throws OssRuleError before sending; OssError. A lost answer leaves the outcome unknown and is not
 *   sent again: see `isOutcomeUnknown`.
 */
export async function putSymlink(client: OssClient, input: PutSymlinkInput): Promise<PutSymlinkResult> {
  const { headers, requestId } = await client.send(toPutSymlinkCall(input));
  const etag = headers.get('etag');
  return {
    requestId,
    etag: etag === undefined ? undefined : unquoteEtag(etag),
    versionId: headers.get('x-oss-version-id'),
    eventStatus: headers.get('x-oss-process-status') ?? headers.get('x-oss-event-status'),
    headers,
  };
}

/** The request {@link putSymlink} would send now, secrets masked; nothing is sent. @throws OssRuleError */
export async function previewPutSymlink(client: OssClient, input: PutSymlinkInput): Promise<SignedRequest> {
  return client.preview(toPutSymlinkCall(input));
}

function toPutSymlinkCall(input: PutSymlinkInput): OssCall {
  assertBucketName(input.bucket);
  assertNewObjectKey(input.key);
  assertNewObjectKey(input.target, 'target');
  return {
    operation: 'PutSymlink',
    method: 'PUT',
    bucket: input.bucket,
    key: input.key,
    query: [['symlink', '']],
    headers: [
      [symlinkTargetHeader, encodeSymlinkTarget(input.target)],
      ...toAttributeHeaders({ ...input, storageClass: input.storageClass ?? 'Standard' }),
    ],
    effect: 'write',
    signal: input.signal,
  };
}
