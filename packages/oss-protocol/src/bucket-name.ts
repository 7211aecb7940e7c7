import { OssRuleError } from './rule-error.ts';

const BUCKET_NAME = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** 3–63 lower-case letters, digits and hyphens, with a letter or digit at both ends. */
export function isBucketName(name: string): boolean {
  return BUCKET_NAME.test(name);
}

/** @throws OssRuleError (`bucket`, `invalid`) */
export function assertBucketName(name: string): void {
  if (isBucketName(name)) return;
  throw new OssRuleError(
    'bucket',
    'invalid',
    'A bucket name is 3 to 63 lower-case letters, digits and hyphens and starts and ends with a letter or digit',
  );
}
