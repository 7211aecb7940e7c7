import { OssRuleError } from './rule-error.ts';

/** What {@link bucketNameRule} says. */
export const bucketNamePattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** The rule as a sentence. Source: the vendor's page "Bucket naming conventions". */
export const bucketNameRule =
  'A bucket name is 3 to 63 lower-case letters, digits and hyphens and starts and ends with a letter or digit';

/** Whether OSS takes the name in any operation: {@link bucketNameRule}. */
export function isBucketName(name: string): boolean {
  return bucketNamePattern.test(name);
}

/** @throws OssRuleError (`bucket`, `invalid`) */
export function assertBucketName(name: string): void {
  if (!isBucketName(name)) throw new OssRuleError('bucket', 'invalid', bucketNameRule);
}
