import { formatXml } from '@signpost/oss-protocol';
import { assertBucketName, assertObjectKey, type RestoreTier } from '@signpost/oss-protocol/rules';

import type { CallOptions, SignedRequest } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { isOssServiceError } from '../oss-error.ts';
import { versionQuery } from '../version-query.ts';

/** What to restore, for how long, and how fast. */
export interface RestoreObjectInput extends CallOptions {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  /** Days that the readable copy is kept. */
  readonly days: number;
  /** For ColdArchive and DeepColdArchive. OSS refuses a request that names one for Archive. */
  readonly tier?: RestoreTier | undefined;
}

/** What OSS said. */
export interface RestoreObjectResult {
  readonly requestId: string | undefined;
  /**
   * `started`: OSS begins to restore it (202). `extended`: it is readable already, and for that many days from now (200).
   * `in-progress`: an earlier restore is under way and nothing was changed (409 RestoreAlreadyInProgress).
   */
  readonly state: 'started' | 'extended' | 'in-progress';
  readonly versionId: string | undefined;
}

/**
 * RestoreObject: makes a readable copy of an archived object, which costs money. A link cannot be restored: restore its
 * target. @throws OssRuleError, OssError `OperationNotSupported` for a class that is always readable
 */
export async function restoreObject(
  client: OssClient,
  input: RestoreObjectInput,
): Promise<RestoreObjectResult> {
  try {
    const { status, headers, requestId } = await client.send(toRestoreCall(input));
    return {
      requestId,
      state: status === 202 ? 'started' : 'extended',
      versionId: headers.get('x-oss-version-id'),
    };
  } catch (error) {
    if (!isOssServiceError(error, 'RestoreAlreadyInProgress')) throw error;
    return { requestId: error.requestId, state: 'in-progress', versionId: error.detail.versionId };
  }
}

/** The request of a restore as it would go out, secrets masked. @throws OssRuleError */
export async function previewRestoreObject(
  client: OssClient,
  input: RestoreObjectInput,
): Promise<SignedRequest> {
  return client.preview(toRestoreCall(input));
}

function toRestoreCall(input: RestoreObjectInput) {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  return {
    operation: 'RestoreObject',
    method: 'POST',
    bucket: input.bucket,
    key: input.key,
    query: [['restore', ''], ...versionQuery(input.versionId)],
    headers: [['content-type', 'application/xml']],
    body: Buffer.from(
      formatXml('RestoreRequest', [
        ['Days', input.days],
        input.tier === undefined ? undefined : ['JobParameters', [['Tier', input.tier]]],
      ]),
    ),
    effect: 'write',
    signal: input.signal,
  } as const;
}
