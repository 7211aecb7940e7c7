import {
  assertBucketName,
  assertObjectKey,
  type ObjectAcl,
  parseObjectAcl,
} from '@signpost/oss-protocol/rules';
import { decodeAccessControl, type AccessControl } from '@signpost/oss-protocol';

import { decodeAnswer } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { versionQuery } from '../version-query.ts';

interface ObjectInput extends CallOptions {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

/** An object's own ACL and the id of the request that read it. */
export interface GetObjectAclResult extends AccessControl {
  readonly requestId: string | undefined;
}

/** GetObjectACL: of a link, the link's own. @throws OssError */
export async function getObjectAcl(client: OssClient, input: ObjectInput): Promise<GetObjectAclResult> {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  const call = {
    operation: 'GetObjectACL',
    method: 'GET',
    bucket: input.bucket,
    key: input.key,
    query: [['acl', ''], ...versionQuery(input.versionId)],
    effect: 'read',
    signal: input.signal,
  } as const;
  const answer = await client.sendForXml(call);
  return { ...decodeAnswer(call, answer, decodeAccessControl), requestId: answer.requestId };
}

/** PutObjectACL. @throws OssRuleError, OssError */
export async function putObjectAcl(
  client: OssClient,
  input: ObjectInput & { readonly acl: ObjectAcl },
): Promise<{ readonly requestId: string | undefined }> {
  assertBucketName(input.bucket);
  assertObjectKey(input.key);
  const { requestId } = await client.send({
    operation: 'PutObjectACL',
    method: 'PUT',
    bucket: input.bucket,
    key: input.key,
    query: [['acl', ''], ...versionQuery(input.versionId)],
    headers: [['x-oss-object-acl', parseObjectAcl(input.acl)]],
    effect: 'write',
    signal: input.signal,
  });
  return { requestId };
}
