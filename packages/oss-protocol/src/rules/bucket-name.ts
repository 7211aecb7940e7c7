import { OssRuleError } from './rule-error.ts';

/** What {@link BUCKET_NAME_RULE} says. */
export const BUCKET_NAME_PATTERN = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** The rule as a sentence. Source: the vendor's page "Bucket naming conventions". */
export const BUCKET_NAME_RULE =
  'A bucket name is 3 to 63 lower-case letters, digits and hyphens and starts and ends with a letter or digit';

/** Whether OSS takes the name in any operation: {@link BUCKET_NAME_RULE}. */
export function isBucketName(name: string): boolean {
  return BUCKET_NAME_PATTERN.test(name);
}

/** @throws OssRuleError (`bucket`, `invalid`) */
export function assertBucketName(name: string): void {
  if (!isBucketName(name)) throw new OssRuleError('bucket', 'invalid', BUCKET_NAME_RULE);
}
