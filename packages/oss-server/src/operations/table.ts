import type { Operation } from '../protocol/call.ts';
import { BUCKET_DOCUMENTS } from './bucket-documents.ts';
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './bucket-policy.ts';
import {
  abortBucketWorm,
  completeBucketWorm,
  extendBucketWorm,
  getBucketWorm,
  initiateBucketWorm,
} from './bucket-worm.ts';
import {
  deleteBucketInventory,
  getBucketInventory,
  listBucketInventory,
  putBucketInventory,
} from './bucket-inventory.ts';
import { closeMetaQuery, doMetaQuery, getMetaQueryStatus, openMetaQuery } from './do-meta-query.ts';
import { copyObject } from './copy-object.ts';
import { deleteBucket } from './delete-bucket.ts';
import { deleteMultipleObjects } from './delete-multiple-objects.ts';
import { deleteObject } from './delete-object.ts';
import { deleteObjectTagging } from './delete-object-tagging.ts';
import { getBucketAcl } from './get-bucket-acl.ts';
import { getBucketInfo } from './get-bucket-info.ts';
import { getBucketLocation } from './get-bucket-location.ts';
import { getBucketVersioning } from './get-bucket-versioning.ts';
import { getObject, RESPONSE_OVERRIDES } from './get-object.ts';
import { getObjectAcl } from './get-object-acl.ts';
import { getObjectMeta } from './get-object-meta.ts';
import { getObjectTagging } from './get-object-tagging.ts';
import { getSymlink } from './get-symlink.ts';
import { headBucket } from './head-bucket.ts';
import { headObject } from './head-object.ts';
import { listBuckets } from './list-buckets.ts';
import { listObjectVersions } from './list-object-versions.ts';
import { listObjects } from './list-objects.ts';
import { listObjectsV2 } from './list-objects-v2.ts';
import { putBucket } from './put-bucket.ts';
import { putBucketAcl } from './put-bucket-acl.ts';
import { putBucketVersioning } from './put-bucket-versioning.ts';
import { putObject } from './put-object.ts';
import { putObjectAcl } from './put-object-acl.ts';
import { putObjectTagging } from './put-object-tagging.ts';
import { putSymlink } from './put-symlink.ts';

import { abortMultipartUpload } from './abort-multipart-upload.ts';
import { appendObject } from './append-object.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { getBucketRequestPayment } from './get-bucket-request-payment.ts';
import { getBucketStat } from './get-bucket-stat.ts';
import { initiateMultipartUpload } from './initiate-multipart-upload.ts';
import { listLiveChannel } from './list-live-channel.ts';
import { listMultipartUploads } from './list-multipart-uploads.ts';
import { listParts } from './list-parts.ts';
import { putBucketRequestPayment } from './put-bucket-request-payment.ts';
import { restoreObject } from './restore-object.ts';
import { uploadPart } from './upload-part.ts';
import { uploadPartCopy } from './upload-part-copy.ts';

/**
 * How an operation is recognised. Rows are tried from the top, the bare method last. A query name that is
 * neither in `sub` nor in `takes` is refused: it may be a sub-resource, and the plain operation would then
 * do something else than was asked for, down to deleting the bucket.
 */
export interface OperationRow {
  name: string;
  method: string;
  /** Query names that must all be there; with a value, that value. */
  sub: ReadonlyMap<string, string | undefined>;
  /** Further query names that the operation has a use for. */
  takes: ReadonlySet<string>;
  /** Unknown parameters with a value are ignored, as `?v=3` in the URL of an image. */
  ignoresUnknown?: boolean;
  /** A header that must be there. */
  header?: string;
  /** Absent: answers NotImplemented. */
  operation?: Operation;
}

/** Query names that any request may carry: its signature, who pays, and how fast it may be sent. */
export const COMMON_PARAMETERS: ReadonlySet<string> = new Set(
  `OSSAccessKeyId Expires Signature security-token x-oss-signature-version x-oss-credential x-oss-date
  x-oss-expires x-oss-signature x-oss-additional-headers x-oss-security-token x-oss-request-payer
  x-oss-traffic-limit`.split(/\s+/),
);

const LIST = 'prefix delimiter max-keys encoding-type';
/** Some clients send the parameters of both versions of ListObjects, those of the other one empty. */
const LIST_OBJECTS = `${LIST} list-type marker continuation-token start-after fetch-owner`;
/** Asks for a running hash across parts, which is not given: see gaps.md. */
const HASHES = 'withHashContext x-oss-enable-md5 x-oss-enable-sha1 x-oss-enable-sha256';
const READ = ['versionId', ...Object.keys(RESPONSE_OVERRIDES)].join(' ');

/** @param query names that must be there, then in brackets those that may be: `a b=value [c d]` */
function row(method: string, query: string, operation: Operation): OperationRow {
  const [, sub = '', takes = ''] = /^([^[]*)(?:\[(.*)\])?$/.exec(query) ?? [];
  return {
    name: operation.name,
    method,
    sub: new Map(words(sub).map((part) => part.split('=') as [string, string | undefined])),
    takes: new Set(words(takes)),
    operation,
  };
}

function refused(method: string, name: string): OperationRow {
  return { name, method, sub: new Map(), takes: new Set() };
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

export const SERVICE_OPERATIONS: readonly OperationRow[] = [
  row('GET', '[prefix marker max-keys]', listBuckets),
];

export const BUCKET_OPERATIONS: readonly OperationRow[] = [
  row('GET', 'bucketInfo', getBucketInfo),
  row('GET', 'versioning', getBucketVersioning),
  row('PUT', 'versioning', putBucketVersioning),
  row('GET', `versions [${LIST} key-marker version-id-marker]`, listObjectVersions),
  row('GET', 'location', getBucketLocation),
  row('GET', 'acl', getBucketAcl),
  row('PUT', 'acl', putBucketAcl),
  row('POST', 'delete [encoding-type]', deleteMultipleObjects),
  row('GET', 'stat', getBucketStat),
  row('GET', `live [${LIST} marker]`, listLiveChannel),
  row('GET', `uploads [${LIST} key-marker upload-id-marker max-uploads]`, listMultipartUploads),
  row('GET', 'requestPayment', getBucketRequestPayment),
  row('PUT', 'requestPayment', putBucketRequestPayment),
  row('PUT', 'policy', putBucketPolicy),
  row('GET', 'policy', getBucketPolicy),
  row('DELETE', 'policy', deleteBucketPolicy),
  row('POST', 'worm', initiateBucketWorm),
  row('DELETE', 'worm', abortBucketWorm),
  row('GET', 'worm', getBucketWorm),
  row('POST', 'wormId wormExtend', extendBucketWorm),
  row('POST', 'wormId', completeBucketWorm),
  row('POST', 'metaQuery comp=add [mode]', openMetaQuery),
  row('POST', 'metaQuery comp=query [mode]', doMetaQuery),
  row('POST', 'metaQuery comp=delete', closeMetaQuery),
  row('GET', 'metaQuery', getMetaQueryStatus),
  row('PUT', 'inventory [inventoryId]', putBucketInventory),
  row('GET', 'inventory inventoryId', getBucketInventory),
  row('GET', 'inventory [continuation-token]', listBucketInventory),
  row('DELETE', 'inventory [inventoryId]', deleteBucketInventory),
  ...BUCKET_DOCUMENTS.map(({ method, sub, operation }) => row(method, sub, operation)),
  row('GET', `list-type=2 [${LIST_OBJECTS}]`, listObjectsV2),
  row('GET', `[${LIST_OBJECTS}]`, listObjects),
  row('HEAD', '', headBucket),
  // With x-oss-acl alone and an existing bucket this changes the ACL; PutBucket looks for itself.
  row('PUT', '', putBucket),
  row('DELETE', '', deleteBucket),
  refused('POST', 'PostObject'),
  refused('OPTIONS', 'OptionObject'),
];

export const OBJECT_OPERATIONS: readonly OperationRow[] = [
  row('GET', 'symlink [versionId]', getSymlink),
  row('PUT', 'symlink', putSymlink),
  row('GET', 'acl [versionId]', getObjectAcl),
  row('PUT', 'acl [versionId]', putObjectAcl),
  row('GET', 'tagging [versionId]', getObjectTagging),
  row('PUT', 'tagging [versionId]', putObjectTagging),
  row('DELETE', 'tagging [versionId]', deleteObjectTagging),
  row('HEAD', 'objectMeta [versionId]', getObjectMeta),
  row('GET', 'objectMeta [versionId]', getObjectMeta),
  row('POST', `uploads [encoding-type sequential ${HASHES}]`, initiateMultipartUpload),
  { ...row('PUT', 'uploadId [partNumber]', uploadPartCopy), header: 'x-oss-copy-source' },
  row('PUT', 'uploadId [partNumber]', uploadPart),
  row('POST', 'uploadId [encoding-type]', completeMultipartUpload),
  row('DELETE', 'uploadId', abortMultipartUpload),
  row('GET', 'uploadId [encoding-type max-parts part-number-marker]', listParts),
  row('POST', 'append [position]', appendObject),
  row('POST', 'restore [versionId]', restoreObject),
  { ...row('PUT', '', copyObject), header: 'x-oss-copy-source' },
  { ...row('GET', `[${READ}]`, getObject), ignoresUnknown: true },
  { ...row('HEAD', `[${READ}]`, headObject), ignoresUnknown: true },
  row('PUT', '', putObject),
  row('DELETE', '[versionId]', deleteObject),
  refused('OPTIONS', 'OptionObject'),
];
