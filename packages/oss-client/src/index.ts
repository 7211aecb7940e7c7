export type {
  CallOptions,
  OssAnswer,
  OssBody,
  OssCall,
  OssStreamAnswer,
  OssXmlAnswer,
  SignedRequest,
} from './oss-call.ts';
export type {
  AddressRule,
  BucketPlace,
  CallRecord,
  CredentialsProvider,
  OssClient,
  OssClientOptions,
  OssTimeouts,
  RetryOptions,
} from './oss-client.ts';
export { isTransient } from './retry-policy.ts';
export {
  isOssServiceError,
  isOutcomeUnknown,
  OssError,
  type IntermediaryDetail,
  type OssErrorDetail,
  type ProtocolDetail,
  type ProtocolReason,
  type ServiceDetail,
  type TransportDetail,
  type TransportPhase,
} from './oss-error.ts';
export type { ObjectFacts } from './object-facts.ts';
export type { ObjectAttributes } from './write-headers.ts';
export { createOssClient } from './create-oss-client.ts';
export { interceptCalls } from './intercept-calls.ts';
export { reserveLane } from './reserve-lane.ts';

export {
  getBucketVersioning,
  putBucketVersioning,
  type GetBucketVersioningResult,
} from './operations/bucket-versioning.ts';
export {
  copyObject,
  previewCopyObject,
  type CopyObjectInput,
  type CopyObjectResult,
} from './operations/copy-object.ts';
export { deleteBucket } from './operations/delete-bucket.ts';
export { deleteObject, type DeleteObjectInput, type DeleteObjectResult } from './operations/delete-object.ts';
export {
  getBucketInventory,
  listBucketInventory,
  type ListBucketInventoryInput,
} from './operations/bucket-inventory.ts';
export { getBucketInfo, type GetBucketInfoResult } from './operations/get-bucket-info.ts';
export { getBucketStat, type GetBucketStatResult } from './operations/get-bucket-stat.ts';
export { getBucketArchiveDirectRead } from './operations/get-bucket-archive-direct-read.ts';
export { getBucketLifecycle } from './operations/get-bucket-lifecycle.ts';
export { getBucketWebsite } from './operations/get-bucket-website.ts';
export { getBucketWorm } from './operations/get-bucket-worm.ts';
export {
  doMetaQuery,
  getMetaQueryStatus,
  type DoMetaQueryInput,
  type MetaCondition,
} from './operations/meta-query.ts';
export { getObject, type GetObjectInput, type GetObjectResult } from './operations/get-object.ts';
export { getObjectMeta, type GetObjectMetaInput } from './operations/get-object-meta.ts';
export { getSymlink, type GetSymlinkInput, type GetSymlinkResult } from './operations/get-symlink.ts';
export { headObject, type HeadObjectInput } from './operations/head-object.ts';
export { listBuckets, type ListBucketsInput, type ListBucketsResult } from './operations/list-buckets.ts';
export {
  listObjectVersions,
  type ListObjectVersionsInput,
  type ListObjectVersionsResult,
} from './operations/list-object-versions.ts';
export {
  listObjectsV2,
  type ListObjectsV2Input,
  type ListObjectsV2Result,
} from './operations/list-objects-v2.ts';
export { getObjectAcl, putObjectAcl, type GetObjectAclResult } from './operations/object-acl.ts';
export {
  deleteObjectTagging,
  getObjectTagging,
  putObjectTagging,
  type GetObjectTaggingResult,
} from './operations/object-tagging.ts';
export { presignGetObject, type PresignGetObjectInput } from './operations/presign-get-object.ts';
export { putBucket, type PutBucketInput } from './operations/put-bucket.ts';
export { putObject, type PutObjectInput, type PutObjectResult } from './operations/put-object.ts';
export {
  previewPutSymlink,
  putSymlink,
  type PutSymlinkInput,
  type PutSymlinkResult,
} from './operations/put-symlink.ts';
export {
  previewRestoreObject,
  restoreObject,
  type RestoreObjectInput,
  type RestoreObjectResult,
} from './operations/restore-object.ts';

// What results are made of, so that users of the client need not know the protocol package. Rules are in its `rules` entry.
export {
  decodeErrorHeader,
  type BucketInfo,
  type InventoryConfiguration,
  type ListedBucket,
  type ListedDeleteMarker,
  type ListedObject,
  type ListedVersion,
  type MetaQueryFile,
  type MetaQueryStatus,
  type ObjectType,
  type Owner,
  type SigningCredentials,
  type VersioningStatus,
} from '@signpost/oss-protocol';
