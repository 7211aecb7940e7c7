import type { Call } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { decide, readPolicy } from '../settings/policy.ts';
import { blocksPublicAccess } from '../settings/switches.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';

/** What a call wants to do, as ACLs see it. */
export type Access = 'read' | 'write' | 'owner';

const DENIED_BY_BUCKET = 'You have no right to access this object because of bucket acl.';
const DENIED_BY_OBJECT = 'You have no right to access this object.';
const DENIED_BY_POLICY = 'Access denied by bucket policy.';

/** Lets the owner of a bucket, and everybody its policy or ACL admits, do something to the bucket as a whole. */
export function assertBucketAccess(call: Call, bucket: Bucket, access: Access): void {
  if (call.identity?.uid === bucket.owner) return;
  assertPayer(call, bucket);
  if (allowedByPolicy(call, bucket, { action: call.action, key: undefined })) return;
  if (!isPublicBlocked(call, bucket) && admits(bucket.acl, access)) return;
  throw fault('AccessDenied', { message: DENIED_BY_BUCKET });
}

export interface ObjectWant {
  access: Access;
  /** What lies there, if it was looked at. */
  entry?: Entry | undefined;
  /** Default: the call's key. */
  key?: string;
  /** Default: the call's action. */
  action?: string;
}

/**
 * Lets a caller touch one object: the bucket's policy first, then the object's own ACL, where `default`
 * inherits the bucket's. Without an entry the bucket's ACL decides.
 */
export function assertObjectAccess(call: Call, bucket: Bucket, want: ObjectWant): void {
  if (call.identity?.uid === bucket.owner) return;
  assertPayer(call, bucket);
  const key = want.key ?? want.entry?.key ?? call.key;
  if (allowedByPolicy(call, bucket, { action: want.action ?? call.action, key })) return;
  const own = want.entry?.acl ?? 'default';
  if (!isPublicBlocked(call, bucket) && admits(own === 'default' ? bucket.acl : own, want.access)) return;
  throw fault(
    'AccessDenied',
    own === 'default' ? { message: DENIED_BY_BUCKET } : { message: DENIED_BY_OBJECT, ec: '0003-00000002' },
  );
}

/** True when the policy allows it, false when it is silent. @throws OssFault when it denies */
function allowedByPolicy(
  call: Call,
  bucket: Bucket,
  want: { action: string; key: string | undefined },
): boolean {
  const policy = readPolicy(call.site.store.read, bucket);
  if (policy === undefined) return false;
  const decision = decide(policy, {
    uid: call.identity?.uid,
    bucket: bucket.name,
    ...want,
    context: {
      'oss:prefix': call.query.get('prefix') ?? '',
      'oss:delimiter': call.query.get('delimiter') ?? '',
    },
  });
  if (decision === 'Deny') throw fault('AccessDenied', { message: DENIED_BY_POLICY, ec: '0003-00000201' });
  // A policy for everybody is public access too; one that names the account is not.
  return decision === 'Allow' && !(call.identity === undefined && isPublicBlocked(call, bucket));
}

/** @throws OssFault when public access is blocked and the ACL would be public */
export function assertAclAllowed(call: Call, bucket: Bucket, acl: string | undefined): void {
  if (acl === undefined || !acl.startsWith('public') || !isPublicBlocked(call, bucket)) return;
  throw fault('AccessDenied', {
    message: 'Put public acl is not allowed because public access is blocked.',
    ec: '0003-00000901',
  });
}

function isPublicBlocked(call: Call, bucket: Bucket): boolean {
  return blocksPublicAccess(call.site.store.read, bucket) ?? false;
}

function admits(acl: string, access: Access): boolean {
  if (access === 'read') return acl === 'public-read' || acl === 'public-read-write';
  return access === 'write' && acl === 'public-read-write';
}

function assertPayer(call: Call, bucket: Bucket): void {
  if (!bucket.requesterPays) return;
  // Presigned URLs carry it in the query.
  const payer = call.headers.get('x-oss-request-payer') ?? call.query.get('x-oss-request-payer');
  if (call.identity !== undefined && payer === 'requester') return;
  throw fault('AccessDenied', { message: 'Access denied for requester pay bucket', ec: '0003-00000703' });
}
