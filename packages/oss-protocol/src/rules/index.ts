// Rules of OSS that every package may ask for, the browser's included: nothing here may import `node:*`.
export { assertBucketName, BUCKET_NAME_RULE, isBucketName } from './bucket-name.ts';
