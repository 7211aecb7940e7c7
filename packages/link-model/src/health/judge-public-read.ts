import type { BucketAcl, ObjectAcl } from '@signpost/oss-protocol/rules';

/** The access rules that decide what the public gets through a link. Absent: not known. */
export interface PublicReadCase {
  link: ObjectAcl | undefined;
  target: ObjectAcl | undefined;
  bucket: BucketAcl | undefined;
  /** Public access is blocked for the bucket: public ACLs are without effect. */
  blocked: boolean | undefined;
}

/**
 * What the ACLs say of a reader without credentials.
 * - `allowed`: link and target are public
 * - `refused`: the link is public, and its readers are refused all the same (403)
 * - `private`: the link itself is not public, so that nobody expects it to be
 * - `unknown`: an ACL that decides is not known
 */
export type PublicRead = 'allowed' | 'refused' | 'private' | 'unknown';

/** By ACL the stricter of link and target decides (user guide, "Configure symbolic links"); `default` is the bucket's. */
export function judgePublicRead({ link, target, bucket, blocked }: PublicReadCase): PublicRead {
  const own = isPublic(link, bucket);
  if (own === undefined) return 'unknown';
  if (!own) return 'private';
  if (blocked === true) return 'refused';
  const reached = isPublic(target, bucket);
  if (reached === undefined) return 'unknown';
  return reached ? (blocked === false ? 'allowed' : 'unknown') : 'refused';
}

function isPublic(acl: ObjectAcl | undefined, bucket: BucketAcl | undefined): boolean | undefined {
  const effective = acl === 'default' ? bucket : acl;
  return effective === undefined ? undefined : effective !== 'private';
}
