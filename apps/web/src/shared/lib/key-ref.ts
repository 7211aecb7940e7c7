/** Names one bucket of one connection. */
export interface BucketRef {
  connection: string;
  bucket: string;
}

/** Names one key of one bucket. */
export interface KeyRef extends BucketRef {
  key: string;
}
