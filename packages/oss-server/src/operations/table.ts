import type { Operation } from '../pipeline/call.ts';
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
import { getObject } from './get-object.ts';
import { getObjectAcl } from './get-object-acl.ts';
import { getObjectMeta } from './get-object-meta.ts';
import { getObjectTagging } from './get-object-tagging.ts';
import { getSymlink } from './get-symlink.ts';
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
/** How an operation is recognised. Rows are tried from the top, the bare method last. */
export interface OperationRow {
  name: string;
  method: string;
  /** Query names that must all be there, separated by blanks; `name=value` asks for a value. */
  sub?: string;
  /** A header that must be there. */
  header?: string;
  /** Absent: answers NotImplemented. */
  operation?: Operation;
}

function row(method: string, sub: string | undefined, operation: Operation): OperationRow {
  return { name: operation.name, method, operation, ...(sub !== undefined && { sub }) };
}

/** Recognised and refused, one row for each of the methods. */
function missing(methods: string, sub: string, name: string): OperationRow[] {
  return methods.split(' ').map((method) => ({ name, method, sub }));
}

export const SERVICE_OPERATIONS: readonly OperationRow[] = [row('GET', undefined, listBuckets)];

export const BUCKET_OPERATIONS: readonly OperationRow[] = [
  row('GET', 'bucketInfo', getBucketInfo),
  row('GET', 'versioning', getBucketVersioning),
  row('PUT', 'versioning', putBucketVersioning),
  row('GET', 'versions', listObjectVersions),
  row('GET', 'location', getBucketLocation),
  row('GET', 'acl', getBucketAcl),
  row('PUT', 'acl', putBucketAcl),
  row('POST', 'delete', deleteMultipleObjects),
  row('GET', 'stat', getBucketStat),
  row('GET', 'live', listLiveChannel),
  row('GET', 'uploads', listMultipartUploads),
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
  row('POST', 'metaQuery comp=add', openMetaQuery),
  row('POST', 'metaQuery comp=query', doMetaQuery),
  row('POST', 'metaQuery comp=delete', closeMetaQuery),
  row('GET', 'metaQuery', getMetaQueryStatus),
  row('PUT', 'inventory', putBucketInventory),
  row('GET', 'inventory inventoryId', getBucketInventory),
  row('GET', 'inventory', listBucketInventory),
  row('DELETE', 'inventory', deleteBucketInventory),
  ...BUCKET_DOCUMENTS.map(({ method, sub, operation }) => row(method, sub, operation)),
  ...missingOnBuckets(),
  row('GET', 'list-type=2', listObjectsV2),
  row('GET', undefined, listObjects),
  // With x-oss-acl alone and an existing bucket this changes the ACL; PutBucket looks for itself.
  row('PUT', undefined, putBucket),
  row('DELETE', undefined, deleteBucket),
  { name: 'PostObject', method: 'POST' },
  { name: 'OptionObject', method: 'OPTIONS' },
];

export const OBJECT_OPERATIONS: readonly OperationRow[] = [
  row('GET', 'symlink', getSymlink),
  row('PUT', 'symlink', putSymlink),
  row('GET', 'acl', getObjectAcl),
  row('PUT', 'acl', putObjectAcl),
  row('GET', 'tagging', getObjectTagging),
  row('PUT', 'tagging', putObjectTagging),
  row('DELETE', 'tagging', deleteObjectTagging),
  row('HEAD', 'objectMeta', getObjectMeta),
  row('GET', 'objectMeta', getObjectMeta),
  row('POST', 'uploads', initiateMultipartUpload),
  { ...row('PUT', 'uploadId', uploadPartCopy), header: 'x-oss-copy-source' },
  row('PUT', 'uploadId', uploadPart),
  row('POST', 'uploadId', completeMultipartUpload),
  row('DELETE', 'uploadId', abortMultipartUpload),
  row('GET', 'uploadId', listParts),
  row('POST', 'append', appendObject),
  row('POST', 'restore', restoreObject),
  ...missingOnObjects(),
  { ...row('PUT', undefined, copyObject), header: 'x-oss-copy-source' },
  row('GET', undefined, getObject),
  row('HEAD', undefined, headObject),
  row('PUT', undefined, putObject),
  row('DELETE', undefined, deleteObject),
  { name: 'OptionObject', method: 'OPTIONS' },
];

function missingOnBuckets(): OperationRow[] {
  return [
    ['GET', 'policyStatus', 'GetBucketPolicyStatus'],
    ['GET PUT', 'referer', 'BucketReferer'],
    ['GET PUT DELETE', 'encryption', 'BucketEncryption'],
    ['GET PUT DELETE POST', 'replication', 'BucketReplication'],
    ['GET', 'replicationLocation', 'GetBucketReplicationLocation'],
    ['GET', 'replicationProgress', 'GetBucketReplicationProgress'],
    ['GET PUT', 'transferAcceleration', 'BucketTransferAcceleration'],
    ['GET PUT', 'accessmonitor', 'BucketAccessMonitor'],
    ['GET PUT', 'resourceGroup', 'BucketResourceGroup'],
    ['GET PUT', 'httpsConfig', 'BucketHttpsConfig'],
    ['GET PUT POST DELETE', 'cname', 'BucketCname'],
    ['GET PUT DELETE', 'style', 'ImageStyle'],
    ['GET PUT DELETE', 'accessPoint', 'AccessPoint'],
    ['GET PUT DELETE', 'rtc', 'BucketRtc'],
    ['GET PUT DELETE', 'qos', 'BucketQos'],
    ['GET', 'qosInfo', 'GetBucketQosInfo'],
  ].flatMap(([methods, sub, name]) => missing(methods!, sub!, name!));
}

function missingOnObjects(): OperationRow[] {
  return [
    ['GET PUT POST DELETE', 'live', 'LiveChannel'],
    ['POST', 'x-oss-process', 'ProcessObject'],
    ['GET', 'x-oss-process', 'ProcessObject'],
    ['POST', 'x-oss-async-process', 'AsyncProcessObject'],
    ['GET POST', 'asyncFetch', 'AsyncFetch'],
    ['POST', 'callback', 'Callback'],
    ['POST', 'clean', 'CleanRestoredObject'],
    ['PUT', 'rename', 'RenameObject'],
    ['POST', 'select', 'SelectObject'],
  ].flatMap(([methods, sub, name]) => missing(methods!, sub!, name!));
}
