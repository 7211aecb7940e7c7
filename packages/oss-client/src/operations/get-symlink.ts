import {
  assertBucketName,
  assertObjectKey,
  decodeSymlinkTarget,
  symlinkTargetHeader,
} from '@signpost/oss-protocol/rules';

import { missingHeader } from '../call-errors.ts';
import { toObjectFacts, type ObjectFacts } from '../object-facts.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { versionQuery } from '../version-query.ts';

/** Which link to read. */
export interface GetSymlinkInput extends CallOptions {
  readonly bucket: string;
  readonly key: string;
  /** A version of the link; each version has a target of its own. */
  readonly versionId?: string | undefined;
}

/** A link as it is stored. All facts are the link's own; `size` is 0 here. */
export interface GetSymlinkResult extends ObjectFacts {
  /** Decoded key. */
  readonly target: string;
  /** The header as it came: SDKs differ in what they encode. */
  readonly rawTarget: string;
}

/** GetSymlink. Works on dangling links. @throws OssError, code `NotSymlink` for any other object */
export async function getSymlink(client: OssClient, input: GetSymlinkInput): Promise<GetSymlinkResult> {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  const call = {
    operation: 'GetSymlink',
    method: 'GET',
    bucket: input.bucket,
    key: input.key,
    query: [['symlink', ''], ...versionQuery(input.versionId)],
    effect: 'read',
    signal: input.signal,
  } as const;
  const answer = await client.send(call);
  const rawTarget = answer.headers.get(symlinkTargetHeader);
  if (!rawTarget) throw missingHeader(call, answer, symlinkTargetHeader);
  return { ...toObjectFacts(answer), target: decodeSymlinkTarget(rawTarget), rawTarget };
}
