import type { ObjectAcl, StorageClass } from '@signpost/oss-protocol/rules';
import {
  copyObject,
  deleteObject,
  previewCopyObject,
  previewPutSymlink,
  putSymlink,
  type CopyObjectInput,
  type OssClient,
  type PutSymlinkInput,
  type SignedRequest,
} from '@signpost/oss-client';
import type { KeyState, LinkDraft } from '@signpost/link-model/write';

/** An object that is copied, as it was read just before. */
export interface ObjectCopy {
  key: string;
  etag: string;
  size: number;
  crc64: string | undefined;
  acl: ObjectAcl;
  storageClass: StorageClass;
}

/** One write, ready to be sent. */
export interface ReadyWrite {
  bucket: string;
  key: string;
  now: KeyState;
  /** The link that is stored; null for a delete, and for a copy. */
  after: LinkDraft | null;
  copies?: ObjectCopy | undefined;
  removesVersion?: string | undefined;
}

/** What OSS said to it. */
export interface SentWrite {
  ossRequestId: string | undefined;
  etag: string | undefined;
  /** Version, or delete marker, that it made. */
  versionId: string | undefined;
}

/** Sends a write, once. Nothing but `writeLink` may call this: no other way leads to a changed link. */
export async function sendWrite(client: OssClient, write: ReadyWrite): Promise<SentWrite> {
  if (write.after !== null) {
    const { requestId, etag, versionId } = await putSymlink(client, toPutSymlink(write, write.after));
    return { ossRequestId: requestId, etag, versionId };
  }
  if (write.copies !== undefined) {
    const { requestId, etag, versionId } = await copyObject(client, toCopyObject(write, write.copies));
    return { ossRequestId: requestId, etag, versionId };
  }
  const { bucket, key, removesVersion } = write;
  const { requestId, versionId } = await deleteObject(client, { bucket, key, versionId: removesVersion });
  return {
    ossRequestId: requestId,
    etag: undefined,
    versionId: removesVersion === undefined ? versionId : undefined,
  };
}

/** The request as it would go out, secrets masked. Throws what breaks a rule before anything is sent. */
export async function previewWrite(client: OssClient, write: ReadyWrite): Promise<SignedRequest> {
  if (write.after !== null) return previewPutSymlink(client, toPutSymlink(write, write.after));
  if (write.copies !== undefined) return previewCopyObject(client, toCopyObject(write, write.copies));
  const { bucket, key, removesVersion } = write;
  return client.preview({
    operation: 'DeleteObject',
    method: 'DELETE',
    bucket,
    key,
    query: removesVersion === undefined ? [] : [['versionId', removesVersion]],
    effect: 'write',
  });
}

function toPutSymlink({ bucket, key, now }: ReadyWrite, draft: LinkDraft): PutSymlinkInput {
  return {
    bucket,
    key,
    target: draft.target,
    storageClass: draft.storageClass,
    acl: draft.acl,
    metadata: draft.metadata,
    tags: draft.tags,
    httpHeaders: draft.headers,
    // The one true compare-and-set OSS offers: atomic on buckets that never had versioning, ignored on others.
    ...(now.kind === 'absent' ? { forbidOverwrite: true } : {}),
  };
}

/** HTTP headers, metadata and tags come along by themselves; without class and ACL OSS takes its defaults. */
function toCopyObject(
  { bucket, key }: ReadyWrite,
  { key: from, etag, acl, storageClass }: ObjectCopy,
): CopyObjectInput {
  return { bucket, key, source: { key: from, etag }, acl, storageClass, forbidOverwrite: true };
}
