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
  type ListedObject,
  type ObjectFacts,
  type OssClient,
} from '@signpost/oss-client';
import type { KeyState, LinkSnapshot, Read, StoredFacts } from '@signpost/link-model/write';
import type { ProblemCode } from '@signpost/api-contract';
import { ProblemError } from '../problems/problem-error.ts';
import { toProblem } from '../problems/to-problem.ts';

/** One key of one bucket, and the client to look with. */
export interface Place {
  client: OssClient;
  bucket: string;
  key: string;
  signal?: AbortSignal | undefined;
}

/** What HeadObject on a link found: the mix a reader gets, or why a reader gets nothing. */
export type ReaderHead = { ok: true; facts: ObjectFacts } | { ok: false; error: OssError };

/** What is stored at a key, with what the state itself does not hold. */
export interface KeySnapshot {
  state: KeyState;
  /** Only for an object. */
  object?: { facts: ObjectFacts; acl: Read<ObjectAcl> };
  /** Only for a link. */
  reader?: ReaderHead;
}

/** Headers of a link as its writer recorded them, by the version they were written as. */
export type KnownHeaders = (facts: {
  etag: string;
  lastModified: string;
}) => Promise<HttpHeaders | undefined>;

/**
 * What a read is for. `write`: all that a write replaces, read as one. `view`: what the inspector shows at once, without
 * tags and class of a link, which are read when somebody opens their rows.
 */
export type ReadPurpose = 'write' | 'view';

export interface ReadOptions {
  purpose?: ReadPurpose;
  knownHeaders?: KnownHeaders;
}

const attempts = 3;

/**
 * Reads one key. Each call to OSS has its reason:
 *
 * | call             | link        | object | why no other call does                                              |
 * | ---------------- | ----------- | ------ | ------------------------------------------------------------------- |
 * | GetSymlink       | yes         | yes    | target, ETag and time of the link itself; tells a link from an object |
 * | HeadObject       | yes         | yes    | a link's other headers, and what readers get; all facts of an object |
 * | GetObjectAcl     | yes         | `view` | no other answer holds the ACL; a write to an object keeps nothing of it |
 * | GetObjectTagging | `write`     | no     | the other answers only count tags                                   |
 * | ListObjectsV2    | `write`     | no     | class of the link (HeadObject gives the target's); being last, it shows by ETag and time whether the answers before describe one link |
 *
 * What somebody changes while it is read for a write is read again.
 */
export async function readKeySnapshot(place: Place, options: ReadOptions = {}): Promise<KeySnapshot> {
  for (let attempt = 1; ; attempt += 1) {
    const snapshot = await readOnce(place, options);
    if (snapshot !== undefined) return snapshot;
    if (attempt === attempts) {
      throw new ProblemError('state-changed', {
        detail: 'What is stored at this key changed while it was being read.',
      });
    }
  }
}

/** Undefined: it changed between two calls. */
async function readOnce(
  place: Place,
  { purpose = 'write', knownHeaders = async () => undefined }: ReadOptions,
): Promise<KeySnapshot | undefined> {
  let symlink: GetSymlinkResult;
  try {
    symlink = await getSymlink(place.client, place);
  } catch (error) {
    if (isOssServiceError(error, 'NotSymlink')) return readObject(place, purpose);
    if (!isNothingThere(error)) throw error;
    const { deleteMarker, versionId } = error.detail;
    return {
      state: {
        kind: 'absent',
        ...(deleteMarker && versionId !== undefined ? { deleteMarker: { versionId } } : {}),
      },
    };
  }
  return readLink(place, { symlink, purpose, knownHeaders });
}

/** A HEAD without its error document has only the status to say so. */
export function isNothingThere(
  error: unknown,
): error is OssError & { detail: { deleteMarker: boolean; versionId: string | undefined } } {
  return isOssServiceError(error, 'NoSuchKey', 'NotFound');
}

async function readObject(place: Place, purpose: ReadPurpose): Promise<KeySnapshot | undefined> {
  const [facts, acl] = await Promise.all([
    ignoreMissing(headObject(place.client, place)),
    purpose === 'view' ? readAcl(place) : notRead,
  ]);
  if (facts === undefined || facts.type === 'Symlink') return undefined;
  const state: KeyState = {
    kind: 'object',
    facts: toStoredFacts(facts, facts.size),
    storageClass: facts.storageClass ?? 'Standard',
    type: facts.type ?? 'Normal',
    headers: toHeaders(facts),
    metadata: facts.metadata,
  };
  return { state, object: { facts, acl } };
}

async function readLink(
  place: Place,
  { symlink, purpose, knownHeaders }: { symlink: GetSymlinkResult } & Required<ReadOptions>,
): Promise<KeySnapshot | undefined> {
  const [reader, acl, tags] = await Promise.all([
    headThroughLink(place),
    readAcl(place),
    purpose === 'write' ? readTags(place) : notRead,
  ]);
  const storageClass = purpose === 'write' ? await readClassUnlessChanged(place, symlink) : notRead;
  if (storageClass === undefined) return undefined;
  const facts = toStoredFacts(symlink, Buffer.byteLength(symlink.target));
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

/** A part that this read leaves out. */
const notRead = { known: false, why: 'not-read' } as const;

/**
 * Cache-Control, Content-Disposition, Expires and Content-Encoding come with HeadObject only, which fails while the
 * target is missing or a link. Where we wrote the link ourselves and nobody has written it since (a write always
 * gives a new Last-Modified), what we sent is what is stored.
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
    // What OSS says about the link is a finding; a failing connection, or a refusal of the caller, is not.
    const isAnswer =
      error instanceof OssError && error.detail.kind === 'service' && error.detail.status < 500;
    if (isAnswer && !ofCaller.has(toProblem(error, '').code)) return { ok: false, error };
    throw error;
  }
}

/** Refusals that say nothing about a key: every call is refused like this. */
const ofCaller: ReadonlySet<string> = new Set<ProblemCode>(['oss-credentials-rejected', 'oss-clock-skewed']);

async function readAcl(place: Place): Promise<Read<ObjectAcl>> {
  const answer = await unlessForbidden(getObjectAcl(place.client, place));
  if (answer === undefined) return { known: false, why: 'forbidden' };
  const acl = objectAcls.find((name) => name === answer.acl);
  return acl === undefined ? { known: false, why: 'unreadable' } : { known: true, value: acl };
}

async function readTags(place: Place): Promise<LinkSnapshot['tags']> {
  const answer = await unlessForbidden(getObjectTagging(place.client, place));
  return answer === undefined ? { known: false, why: 'forbidden' } : { known: true, value: answer.tags };
}

/** Class of a link, from a list of one. Undefined: the link is gone, or is not the one that GetSymlink described. */
async function readClassUnlessChanged(
  place: Place,
  symlink: GetSymlinkResult,
): Promise<Read<StorageClass> | undefined> {
  const listed = await readListed(place);
  if (listed === 'forbidden') {
    // Who may not list can still ask about the key itself.
    const meta = await ignoreMissing(getObjectMeta(place.client, place));
    return meta !== undefined && isSameLink(meta, symlink) ? forbidden : undefined;
  }
  if (listed === undefined || !isSameLink(listed, symlink)) return undefined;
  return toReadClass(listed.storageClass);
}

/** The key as a list shows it. Undefined: it is not there. */
async function readListed(place: Place): Promise<ListedObject | 'forbidden' | undefined> {
  const { client, bucket, key, signal } = place;
  const page = await orForbidden(listObjectsV2(client, { bucket, prefix: key, maxKeys: 1, signal }));
  return page === 'forbidden' ? page : page.objects.find((object) => object.key === key);
}

function toReadClass(listed: string | undefined): Read<StorageClass> {
  const storageClass = storageClasses.find((name) => name === listed);
  return storageClass === undefined
    ? { known: false, why: 'unreadable' }
    : { known: true, value: storageClass };
}

interface Written {
  etag: string | undefined;
  lastModified: Date | undefined;
}

function isSameLink(one: Written, other: Written): boolean {
  return one.etag === other.etag && toSeconds(one.lastModified) === toSeconds(other.lastModified);
}

function toSeconds(time: Date | undefined): number {
  return Math.floor((time?.getTime() ?? 0) / 1000);
}

/** One part that {@link readKeySnapshot} leaves out for the inspector. Throws `object-missing` where the key is gone. */
export async function readPart(
  place: Place,
  part: 'tags' | 'storageClass',
): Promise<Partial<Pick<LinkSnapshot, 'tags' | 'storageClass'>>> {
  if (part === 'tags') {
    const answer = await orForbidden(getObjectTagging(place.client, place));
    return { tags: answer === 'forbidden' ? forbidden : { known: true, value: answer.tags } };
  }
  const listed = await readListed(place);
  if (listed === undefined) throw new ProblemError('object-missing');
  return { storageClass: listed === 'forbidden' ? forbidden : toReadClass(listed.storageClass) };
}

const forbidden = { known: false, why: 'forbidden' } as const;

async function orForbidden<T>(answer: Promise<T>): Promise<T | 'forbidden'> {
  try {
    return await answer;
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied')) return 'forbidden';
    throw error;
  }
}

/** Undefined also for what was deleted between two calls: the caller sees that by the other calls. */
async function unlessForbidden<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    const value = await orForbidden(answer);
    return value === 'forbidden' ? undefined : value;
  } catch (error) {
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

/** Facts of what is stored. Lists tell the time to the millisecond, all else to the second: the second counts. */
export function toStoredFacts(
  facts: Written & { versionId: string | undefined },
  size: number | undefined,
): StoredFacts {
  if (facts.etag === undefined || facts.lastModified === undefined) {
    throw new ProblemError('oss-answer-invalid', {
      detail: 'OSS described an object without ETag or Last-Modified.',
    });
  }
  return {
    etag: facts.etag,
    lastModified: new Date(toSeconds(facts.lastModified) * 1000).toISOString(),
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
