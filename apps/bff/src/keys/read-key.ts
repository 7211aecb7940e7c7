import {
  headerNames,
  type HttpHeaders,
  type ObjectAcl,
  objectAcls,
  type StorageClass,
  storageClasses,
} from '@signpost/oss-protocol/rules';
import {
  getObjectAcl,
  getObjectMeta,
  getObjectTagging,
  getSymlink,
  headObject,
  isOssServiceError,
  listObjectsV2,
  OssError,
  type GetSymlinkResult,
  type ObjectFacts,
  type OssClient,
} from '@signpost/oss-client';
import type { KeyState, LinkSnapshot, Read, StoredFacts } from '@signpost/link-model/write';
import { ProblemError } from '../problems/problem-error.ts';

/** One key of one bucket, and the client to look with. */
export interface Place {
  client: OssClient;
  bucket: string;
  key: string;
  signal?: AbortSignal | undefined;
}

/** What HeadObject on a link found: the mix a reader gets, or why a reader gets nothing. */
export type ReaderHead = { ok: true; facts: ObjectFacts } | { ok: false; error: OssError };

/** What stands at a key, with what the state itself does not hold. */
export interface KeySnapshot {
  state: KeyState;
  /** Only for an object. */
  object?: { facts: ObjectFacts; acl: Read<ObjectAcl>; tags: Read<Readonly<Record<string, string>>> };
  /** Only for a link. */
  reader?: ReaderHead;
}

/** Headers of a link as its writer recorded them, by the version they were written as. */
export type KnownHeaders = (facts: {
  etag: string;
  lastModified: string;
}) => Promise<HttpHeaders | undefined>;

const attempts = 3;

/**
 * Reads everything about one key. GetObjectMeta comes first: it describes the key itself, link or not, and works
 * where HeadObject already follows the link. What somebody changes while we read is noticed by the ETag and read again.
 */
export async function readKeySnapshot(
  place: Place,
  knownHeaders: KnownHeaders = async () => undefined,
): Promise<KeySnapshot> {
  for (let attempt = 1; ; attempt += 1) {
    const snapshot = await readOnce(place, knownHeaders);
    if (snapshot !== undefined) return snapshot;
    if (attempt === attempts) {
      throw new ProblemError('state-changed', {
        detail: 'What stands at this key changed while it was being read.',
      });
    }
  }
}

/** Undefined: it changed between two calls. */
async function readOnce(place: Place, knownHeaders: KnownHeaders): Promise<KeySnapshot | undefined> {
  const meta = await readMeta(place);
  if (meta.found === 'nothing') return { state: meta.state };
  return meta.facts.type === 'Symlink'
    ? readLink(place, meta.facts, knownHeaders)
    : readObject(place, meta.facts);
}

type Meta = { found: 'nothing'; state: KeyState } | { found: 'something'; facts: ObjectFacts };

async function readMeta(place: Place): Promise<Meta> {
  try {
    return { found: 'something', facts: await getObjectMeta(place.client, place) };
  } catch (error) {
    if (!isNothingThere(error)) throw error;
    const { deleteMarker, versionId } = error.detail;
    return {
      found: 'nothing',
      state: {
        kind: 'absent',
        ...(deleteMarker && versionId !== undefined ? { deleteMarker: { versionId } } : {}),
      },
    };
  }
}

/** A HEAD without its error document has only the status to say so. */
export function isNothingThere(
  error: unknown,
): error is OssError & { detail: { deleteMarker: boolean; versionId: string | undefined } } {
  return isOssServiceError(error, 'NoSuchKey', 'NotFound');
}

async function readObject(place: Place, meta: ObjectFacts): Promise<KeySnapshot | undefined> {
  const [facts, acl, tags] = await Promise.all([
    ignoreMissing(headObject(place.client, place)),
    readAcl(place),
    readTags(place),
  ]);
  if (facts === undefined || facts.etag !== meta.etag || facts.type === 'Symlink') return undefined;
  const state: KeyState = {
    kind: 'object',
    facts: toStoredFacts(facts, facts.size),
    storageClass: facts.storageClass ?? 'Standard',
    type: facts.type ?? 'Normal',
    headers: toHeaders(facts),
    metadata: facts.metadata,
  };
  return { state, object: { facts, acl, tags } };
}

async function readLink(
  place: Place,
  meta: ObjectFacts,
  knownHeaders: KnownHeaders,
): Promise<KeySnapshot | undefined> {
  const [symlink, reader, acl, tags, storageClass] = await Promise.all([
    ignoreMissing(getSymlink(place.client, place)),
    headThroughLink(place),
    readAcl(place),
    readTags(place),
    readStorageClass(place),
  ]);
  if (symlink === undefined || storageClass === undefined || symlink.etag !== meta.etag) return undefined;
  const facts = toStoredFacts(symlink, meta.size);
  const link: LinkSnapshot = {
    target: symlink.target,
    headers: readHeaders({ symlink, reader, known: await knownHeaders(facts) }),
    metadata: readMetadata(symlink),
    acl,
    tags,
    storageClass,
  };
  return { state: { kind: 'link', facts, link }, reader };
}

/**
 * Cache-Control, Content-Disposition, Expires and Content-Encoding come with HeadObject only, which fails while the
 * target is missing or a link. Where we wrote the link ourselves and nobody has written it since (a write always
 * gives a new Last-Modified), what we sent is what stands there.
 */
function readHeaders(from: {
  symlink: GetSymlinkResult;
  reader: ReaderHead;
  known: HttpHeaders | undefined;
}): Read<HttpHeaders> {
  const { symlink, reader, known } = from;
  if (reader.ok) {
    const value = toHeaders(reader.facts);
    return hasOtherBytes(reader.facts, (name) => storedHeaders.has(name))
      ? { known: false, why: 'encoding', partial: value }
      : { known: true, value };
  }
  if (known !== undefined) return { known: true, value: { ...toHeaders(symlink), ...known } };
  const why = isOssServiceError(reader.error, 'AccessDenied') ? 'forbidden' : 'unreadable';
  return { known: false, why, partial: toHeaders(symlink) };
}

const storedHeaders: ReadonlySet<string> = new Set(
  Object.values(headerNames).map((name) => name.toLowerCase()),
);

/**
 * GetSymlink returns the link's own metadata (asserted by the Java SDK's tests), also while the target is missing. A
 * value that is not UTF-8 cannot be sent again as it is, so the whole is not known.
 */
function readMetadata(symlink: GetSymlinkResult): LinkSnapshot['metadata'] {
  return hasOtherBytes(symlink, (name) => name.startsWith('x-oss-meta-'))
    ? { known: false, why: 'encoding', partial: symlink.metadata }
    : { known: true, value: symlink.metadata };
}

/** Whether the value of a header that counts holds bytes that are not UTF-8. */
function hasOtherBytes({ unreadable }: ObjectFacts, counts: (name: string) => boolean): boolean {
  return unreadable.some(counts);
}

async function headThroughLink(place: Place): Promise<ReaderHead> {
  try {
    return { ok: true, facts: await headObject(place.client, place) };
  } catch (error) {
    // What OSS says about the link is a finding; a failing connection is not.
    if (error instanceof OssError && error.detail.kind === 'service' && error.detail.status < 500)
      return { ok: false, error };
    throw error;
  }
}

async function readAcl(place: Place): Promise<Read<ObjectAcl>> {
  const answer = await unlessForbidden(getObjectAcl(place.client, place));
  if (answer === undefined) return { known: false, why: 'forbidden' };
  const acl = objectAcls.find((name) => name === answer.acl);
  return acl === undefined ? { known: false, why: 'unreadable' } : { known: true, value: acl };
}

async function readTags(place: Place): Promise<Read<Readonly<Record<string, string>>>> {
  const answer = await unlessForbidden(getObjectTagging(place.client, place));
  return answer === undefined ? { known: false, why: 'forbidden' } : { known: true, value: answer.tags };
}

/** HeadObject gives the class of the target, so the link's own comes from a list of one. Undefined: no longer there. */
async function readStorageClass(place: Place): Promise<Read<StorageClass> | undefined> {
  const { client, bucket, key, signal } = place;
  const page = await unlessForbidden(listObjectsV2(client, { bucket, prefix: key, maxKeys: 1, signal }));
  if (page === undefined) return { known: false, why: 'forbidden' };
  const listed = page.objects.find((object) => object.key === key);
  if (listed === undefined) return undefined;
  const storageClass = storageClasses.find((name) => name === listed.storageClass);
  return storageClass === undefined
    ? { known: false, why: 'unreadable' }
    : { known: true, value: storageClass };
}

async function unlessForbidden<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied')) return undefined;
    // Deleted between two calls: the caller sees that by the other calls.
    if (isNothingThere(error)) return undefined;
    throw error;
  }
}

/** Undefined when what was there a moment ago is not there any more, or is of another kind. */
async function ignoreMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (
      isNothingThere(error) ||
      isOssServiceError(error, 'NotSymlink', 'SymlinkTargetNotExist', 'InvalidTargetType')
    )
      return undefined;
    throw error;
  }
}

function toStoredFacts(facts: ObjectFacts, size: number | undefined): StoredFacts {
  if (facts.etag === undefined || facts.lastModified === undefined) {
    throw new ProblemError('oss-answer-invalid', {
      detail: 'OSS described an object without ETag or Last-Modified.',
    });
  }
  return {
    etag: facts.etag,
    lastModified: facts.lastModified.toISOString(),
    size: size ?? 0,
    ...(facts.versionId === undefined ? {} : { versionId: facts.versionId }),
  };
}

/** The headers that are set, without the ones that are not. */
export function toHeaders(facts: ObjectFacts): HttpHeaders {
  return Object.fromEntries(
    Object.entries(facts.httpHeaders).filter(([, value]) => value !== undefined && value !== ''),
  );
}
