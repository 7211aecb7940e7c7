import { OssRuleError } from './rule-error.ts';

/** Access rules of one object; `default` inherits the bucket's. */
export const objectAcls = ['default', 'private', 'public-read', 'public-read-write'] as const;

/** One of {@link objectAcls}. */
export type ObjectAcl = (typeof objectAcls)[number];

/** Access rules of a bucket. */
export type BucketAcl = Exclude<ObjectAcl, 'default'>;

/** Whether a text names an object ACL. */
export function isObjectAcl(text: string): text is ObjectAcl {
  return (objectAcls as readonly string[]).includes(text);
}

/** @throws OssRuleError (`acl`, `unknown`) */
export function parseObjectAcl(text: string): ObjectAcl {
  if (isObjectAcl(text)) return text;
  throw new OssRuleError('acl', 'unknown', `An object ACL is one of ${objectAcls.join(', ')}`);
}
