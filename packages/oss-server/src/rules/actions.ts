/** Operations whose right has another name than theirs. */
const ACTIONS: Record<string, string> = {
  PutSymlink: 'PutObject',
  GetSymlink: 'GetObject',
  HeadBucket: 'GetBucketInfo',
  HeadObject: 'GetObject',
  GetObjectMeta: 'GetObject',
  CopyObject: 'PutObject',
  AppendObject: 'PutObject',
  InitiateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  UploadPartCopy: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  ListObjectsV2: 'ListObjects',
  DeleteMultipleObjects: 'DeleteObject',
  GetObjectACL: 'GetObjectAcl',
  PutObjectACL: 'PutObjectAcl',
};

/** Rights that are separate for old versions. */
const VERSIONED = new Set([
  'GetObject',
  'DeleteObject',
  'GetObjectAcl',
  'PutObjectAcl',
  'GetObjectTagging',
  'PutObjectTagging',
  'DeleteObjectTagging',
  'RestoreObject',
]);

/** The right an operation needs, `oss:PutObject` and its like. */
export function actionOf(operation: string, hasVersion: boolean): string {
  const action = ACTIONS[operation] ?? operation;
  return `oss:${action}${hasVersion && VERSIONED.has(action) ? 'Version' : ''}`;
}
