// Rules of OSS that every package may ask for, the browser's included: nothing here may import `node:*`.
export { BUCKET_NAME_PATTERN, BUCKET_NAME_RULE, isBucketName } from './bucket-name.ts';
