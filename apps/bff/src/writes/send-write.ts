import {
  deleteObject,
  previewPutSymlink,
  putSymlink,
  type OssClient,
  type PutSymlinkInput,
  type SignedRequest,
} from '@signpost/oss-client';
import type { KeyState, LinkDraft } from '@signpost/link-model/write';

/** One write, ready to be sent. */
export interface ReadyWrite {
  bucket: string;
  key: string;
  now: KeyState;
  after: LinkDraft | null;
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
