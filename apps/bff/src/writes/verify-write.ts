import { canonicalJson, type KeyState, type LinkDraft } from '@signpost/link-model/write';
import {
  getSymlink,
  isOssServiceError,
  OssError,
  type GetSymlinkResult,
  type OssClient,
} from '@signpost/oss-client';
import { toHeaders, toStoredFacts } from '../keys/read-key.ts';
import { newestVersions, toVersionId, type VersionEntry } from '../keys/versions-of-key.ts';
import { readKey } from '../keys/view-key.ts';
import type { ReadContext } from '../keys/read-context.ts';
import type { ObjectCopy, ReadyWrite, SentWrite } from './send-write.ts';

interface Written {
  client: OssClient;
  write: ReadyWrite;
  sent: SentWrite;
}

/** What a look at the key after a write found. */
export interface Verified {
  state: KeyState;
  /** What is stored is what we wrote, not what somebody wrote right after. */
  isOurs: boolean;
  /** Id of a version that somebody else made between our read and our write; it can still be fetched. */
  between?: string | undefined;
}

/**
 * Looks at the key after a write, in one call where it is as written: GetSymlink, or ListObjectVersions where the write
 * made a version. Where it is not, the key is read whole.
 */
export async function verifyWrite(readContext: ReadContext, written: Written): Promise<Verified> {
  const { client, write, sent } = written;
  if (write.copies !== undefined) return verifyCopy(readContext, written, write.copies);
  const entries = await listNewestVersions(written);
  const ours = entries?.findIndex(({ versionId }) => versionId === sent.versionId) ?? -1;
  const between = entries === undefined || ours === -1 ? undefined : findBetween(entries[ours + 1], write);
  const newest = entries?.[0];
  const state =
    ours === 0 && newest !== undefined
      ? await toStateOfVersion(written, newest)
      : ours === -1 && write.after !== null
        ? await readBack(written, write.after)
        : undefined;
  if (state !== undefined) return { state, isOurs: true, between };
  const { state: found } = await readKey(readContext, { client, bucket: write.bucket, key: write.key });
  const isOurs = ours === -1 && write.after === null && isDeleted(write, found);
  return { state: found, isOurs, between };
}

/** A copy has the bytes of the object, and the ACL that was sent along. */
async function verifyCopy(
  readContext: ReadContext,
  { client, write: { bucket, key }, sent }: Written,
  copies: ObjectCopy,
): Promise<Verified> {
  const { state, object } = await readKey(readContext, { client, bucket, key }, 'view');
  const isOurs =
    state.kind === 'object' &&
    object !== undefined &&
    state.facts.etag === sent.etag &&
    (sent.versionId === undefined || state.facts.versionId === sent.versionId) &&
    hasSameBytes(copies, { etag: state.facts.etag, size: state.facts.size, crc64: object.facts.crc64 }) &&
    (!object.acl.known || object.acl.value === copies.acl);
  return { state, isOurs };
}

/** What tells bytes apart. `etag` without quotes; of objects that were uploaded in parts a copy may have another one. */
export interface Fingerprint {
  etag: string;
  size: number;
  crc64?: string | undefined;
}

export function hasSameBytes(one: Fingerprint, other: Fingerprint): boolean {
  if (one.size !== other.size) return false;
  return one.crc64 !== undefined && other.crc64 !== undefined
    ? one.crc64 === other.crc64
    : one.etag === other.etag;
}

/** Enough to see what lies directly below the version we made. */
const looked = 20;

/**
 * On buckets with versioning OSS ignores the overwrite guard, so two writers can pass each other unseen. Each leaves a
 * version, though: what lies directly below ours must be what we saw before writing. Undefined: the write made no
 * version of its own, or versions may not be listed.
 */
async function listNewestVersions({ client, write, sent }: Written): Promise<VersionEntry[] | undefined> {
  const { bucket, key } = write;
  if (sent.versionId === undefined || sent.versionId === 'null') return undefined;
  try {
    return (await newestVersions(client, { bucket, key }, looked)).entries;
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  }
}

function findBetween(below: VersionEntry | undefined, { now }: ReadyWrite): string | undefined {
  return below?.versionId === toVersionId(now) ? undefined : below?.versionId;
}

/** The key while our version is the newest: a version holds what was sent. */
async function toStateOfVersion(
  { client, write, sent }: Written,
  entry: VersionEntry,
): Promise<KeyState | undefined> {
  const { bucket, key, after } = write;
  const { versionId } = entry;
  if (after === null) return { kind: 'absent', deleteMarker: { versionId } };
  if (entry.kind !== 'version' || entry.etag !== sent.etag) return undefined;
  // OSS gives a link without a Content-Type one of its own.
  const added =
    after.headers.contentType === undefined
      ? toHeaders(await getSymlink(client, { bucket, key, versionId }))
      : {};
  return {
    kind: 'link',
    facts: toStoredFacts(entry, entry.size),
    link: toSnapshot(after, added),
  };
}

/** The link as GetSymlink finds it. Undefined: it is not, or not only, what we wrote. */
async function readBack({ client, write, sent }: Written, after: LinkDraft): Promise<KeyState | undefined> {
  const symlink = await getLink(client, write);
  if (symlink === undefined || symlink.target !== after.target) return undefined;
  if (canonicalJson(symlink.metadata) !== canonicalJson(after.metadata)) return undefined;
  const facts = toStoredFacts(symlink, Buffer.byteLength(symlink.target));
  const isSent =
    (sent.etag === undefined || facts.etag === sent.etag) &&
    (sent.versionId === undefined || facts.versionId === sent.versionId);
  return isSent ? { kind: 'link', facts, link: toSnapshot(after, toHeaders(symlink)) } : undefined;
}

async function getLink(
  client: OssClient,
  { bucket, key }: ReadyWrite,
): Promise<GetSymlinkResult | undefined> {
  try {
    return await getSymlink(client, { bucket, key });
  } catch (error) {
    if (isOssServiceError(error, 'NotSymlink', 'NoSuchKey')) return undefined;
    throw error;
  }
}

/** A link right after it was written: all its parts are what was sent. */
function toSnapshot(
  after: LinkDraft,
  added: LinkDraft['headers'],
): Extract<KeyState, { kind: 'link' }>['link'] {
  return {
    target: after.target,
    headers: { known: true, value: { ...added, ...after.headers } },
    metadata: { known: true, value: after.metadata },
    acl: { known: true, value: after.acl },
    tags: { known: true, value: after.tags },
    storageClass: { known: true, value: after.storageClass },
  };
}

function isDeleted({ removesVersion }: ReadyWrite, state: KeyState): boolean {
  return removesVersion === undefined ? state.kind === 'absent' : isWithout(state, removesVersion);
}

/** Whether a version was removed and is not what is stored. */
export function isWithout(state: KeyState, versionId: string): boolean {
  return state.kind === 'absent' || state.facts.versionId !== versionId;
}

/** Tells whether a link is as a draft says, as far as it could be read. OSS may add a content type of its own. */
export function isWrittenAs(state: KeyState, draft: LinkDraft): boolean {
  if (state.kind !== 'link' || state.link.target !== draft.target) return false;
  const { acl, tags, metadata, storageClass, headers } = state.link;
  const same = (read: { known: boolean; value?: unknown }, value: unknown): boolean =>
    !read.known || canonicalJson(read.value) === canonicalJson(value);
  return (
    same(acl, draft.acl) &&
    same(tags, draft.tags) &&
    same(metadata, draft.metadata) &&
    same(storageClass, draft.storageClass) &&
    (!headers.known || same(headers, { ...pickContentType(headers.value), ...draft.headers }))
  );
}

function pickContentType({ contentType }: { contentType?: string }): { contentType?: string } {
  return contentType === undefined ? {} : { contentType };
}
