import type { Call } from '../pipeline/call.ts';
import { fault } from '../pipeline/oss-fault.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';

/** What a call wants to do, as ACLs see it. */
export type Access = 'read' | 'write' | 'owner';

const DENIED_BY_BUCKET = 'You have no right to access this object because of bucket acl.';
const DENIED_BY_OBJECT = 'You have no right to access this object.';

/** Lets the owner of a bucket, and whoever its ACL admits, do something to the bucket as a whole. */
export function assertBucketAccess(call: Call, bucket: Bucket, access: Access): void {
  if (call.identity?.uid === bucket.owner) return;
  assertPayer(call, bucket);
  if (admits(bucket.acl, access)) return;
  throw fault('AccessDenied', { message: DENIED_BY_BUCKET });
}

/**
 * Lets a caller touch one object. An object's own ACL goes before the bucket's; `default` inherits.
 * Without an entry (nothing there, or not looked at yet) the bucket's ACL decides.
 */
export function assertObjectAccess(
  call: Call,
  bucket: Bucket,
  want: { access: Access; entry?: Entry | undefined },
): void {
  if (call.identity?.uid === bucket.owner) return;
  assertPayer(call, bucket);
  const own = want.entry?.acl ?? 'default';
  if (admits(own === 'default' ? bucket.acl : own, want.access)) return;
  throw fault(
    'AccessDenied',
    own === 'default' ? { message: DENIED_BY_BUCKET } : { message: DENIED_BY_OBJECT, ec: '0003-00000002' },
  );
}

function admits(acl: string, access: Access): boolean {
  if (access === 'read') return acl === 'public-read' || acl === 'public-read-write';
  return access === 'write' && acl === 'public-read-write';
}

function assertPayer(call: Call, bucket: Bucket): void {
  if (!bucket.requesterPays) return;
  if (call.identity !== undefined && call.headers.get('x-oss-request-payer') === 'requester') return;
  throw fault('AccessDenied', {
    message: 'Access denied for requester pay bucket',
    ec: '0003-00000703',
  });
}
