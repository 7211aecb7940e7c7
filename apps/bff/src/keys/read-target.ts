import {
  findStoredKeyProblem,
  keyBytes,
  maxKeyBytes,
  type ObjectAcl,
  objectAcls,
  isRestored,
} from '@signpost/oss-protocol/rules';
import type { MirrorRule, TargetCard } from '@signpost/api-contract';
import {
  getObjectAcl,
  getObjectMeta,
  getSymlink,
  headObject,
  isOssServiceError,
  listObjectsV2,
  OssError,
  type ObjectFacts,
} from '@signpost/oss-client';
import type { TargetLook } from '@signpost/link-model/health';
import type { Read, TargetFacts } from '@signpost/link-model/write';
import { toProblem } from '../problems/to-problem.ts';
import { isNothingThere, toHeaders, type Place } from './read-key.ts';

/** What looking at a target needs. `place.key` is the target's key. */
export interface TargetQuestion {
  place: Place;
  /** The link that leads there: following on from the target may come back to it. */
  from: string;
  /** Asked before any call: who may not see a target is told so, not that it is missing. */
  mayRead: (key: string) => boolean;
  /** The inspector shows the ACL; nothing else needs it. */
  withAcl: boolean;
  /** Whether the bucket reads objects of the class Archive without a restore. */
  readsArchiveDirectly: () => Promise<boolean>;
  /** The mirror rule that may fetch the target, asked for where nothing is there. Absent: nobody wants to know. */
  findMirror?: ((key: string) => Promise<MirrorRule | undefined>) | undefined;
  /** Whether OSS serves readers of the link. Absent for a link that is not written yet. */
  servesReaders?: () => Promise<boolean>;
  /** What OSS refused HeadObject on the link with: it may say already what the target is. */
  refusal?: OssError | undefined;
}

type CardState = TargetCard['state'];
type FoundObject = Extract<CardState, { found: 'object' }>;

/** How far a chain of links is followed. OSS follows none of it; this only tells where somebody meant to end. */
const maxHops = 10;

/** Looks at a link's target. A failed look is an answer too, since the link itself can be shown all the same. */
export async function readTarget(question: TargetQuestion): Promise<TargetCard> {
  const { key } = question.place;
  return { key, state: await lookAtState(question) };
}

async function lookAtState(question: TargetQuestion): Promise<CardState> {
  const { place, from, mayRead, refusal } = question;
  if (!mayRead(place.key)) return { found: 'forbidden', by: 'signpost' };
  if (place.key === from) return { found: 'link', target: from, final: null, loops: true };
  const impossible = findStoredKeyProblem(place.key);
  if (impossible !== undefined) return { found: 'nothing', isPrefix: false, impossible };
  try {
    if (isOssServiceError(refusal, 'SymlinkTargetNotExist')) return await explainMissing(question);
    const facts = isOssServiceError(refusal, 'InvalidTargetType') ? 'link' : await headOrLink(place);
    if (facts === 'link') return await followChain(place, from);
    return await toFoundObject(question, facts);
  } catch (error) {
    if (isNothingThere(error)) return explainMissing(question);
    return explainFailure(place, error);
  }
}

/**
 * Some programs write a space of a target as `+`, and OSS does not document which of the two it reads. Where readers
 * of the link are served although nothing is stored at the target as it is written, it reads the space.
 */
async function explainMissing(question: TargetQuestion): Promise<CardState> {
  const { place, mayRead, servesReaders, findMirror } = question;
  try {
    const readAs = place.key.replaceAll('+', ' ');
    if (readAs !== place.key && mayRead(readAs) && (await servesReaders?.()) === true) {
      const other = { ...place, key: readAs };
      const facts = await headOrLink(other).catch((error: unknown) => {
        if (isNothingThere(error)) return undefined;
        throw error;
      });
      if (facts !== undefined && facts !== 'link')
        return { ...(await toFoundObject({ ...question, place: other }, facts)), readAs };
    }
    if (await isPrefix(place)) return { found: 'nothing', isPrefix: true };
    const mirror = await findMirror?.(place.key);
    return { found: 'nothing', isPrefix: false, ...(mirror === undefined ? {} : { mirror }) };
  } catch (error) {
    return explainFailure(place, error);
  }
}

/** HeadObject follows a link at the target, which shows in the type, or in the errors only links have. */
async function headOrLink(place: Place): Promise<ObjectFacts | 'link'> {
  try {
    const facts = await headObject(place.client, place);
    return facts.type === 'Symlink' ? 'link' : facts;
  } catch (error) {
    if (isOssServiceError(error, 'SymlinkTargetNotExist', 'InvalidTargetType')) return 'link';
    // Refused for its state: either it is archived itself, or a link to something archived.
    if (!isOssServiceError(error, 'InvalidObjectState')) throw error;
    const meta = await getObjectMeta(place.client, place);
    return meta.type === 'Symlink' ? 'link' : { ...meta, storageClass: meta.storageClass ?? 'Archive' };
  }
}

async function toFoundObject(
  { place, withAcl, readsArchiveDirectly }: TargetQuestion,
  facts: ObjectFacts,
): Promise<FoundObject> {
  const isDirect = facts.storageClass === 'Archive' && (await readsArchiveDirectly());
  return {
    found: 'object',
    size: facts.size ?? 0,
    etag: facts.etag ?? '',
    lastModified: (facts.lastModified ?? new Date(0)).toISOString(),
    storageClass: facts.storageClass ?? 'Standard',
    type: facts.type ?? 'Normal',
    ...(facts.versionId === undefined ? {} : { versionId: facts.versionId }),
    ...(facts.crc64 === undefined ? {} : { crc64: facts.crc64 }),
    ...(facts.restore === undefined ? {} : { restore: facts.restore }),
    ...(facts.expiration === undefined ? {} : { expiration: facts.expiration }),
    ...(isDirect ? { archiveDirectRead: true } : {}),
    headers: toHeaders(facts),
    metadata: { ...facts.metadata },
    ...(withAcl ? { acl: await readTargetAcl(place) } : {}),
  };
}

async function readTargetAcl(place: Place): Promise<Read<ObjectAcl>> {
  try {
    const { acl } = await getObjectAcl(place.client, place);
    const value = objectAcls.find((name) => name === acl);
    return value === undefined ? { known: false, why: 'unreadable' } : { known: true, value };
  } catch (error) {
    if (error instanceof OssError && error.detail.kind === 'service') {
      return { known: false, why: isOssServiceError(error, 'AccessDenied') ? 'forbidden' : 'unreadable' };
    }
    throw error;
  }
}

/** The target is a link: follow on, without ever going round. */
async function followChain(place: Place, from: string): Promise<CardState> {
  const visited = new Set([place.key]);
  let next: string | undefined = place.key;
  let first: string | undefined;
  for (let hop = 0; hop < maxHops && next !== undefined; hop += 1) {
    const step: FollowStep = await followOne({ ...place, key: next });
    if (step.at === 'object') return chainState(first, { final: next, loops: false });
    if (step.at === 'nothing') return chainState(first, { final: null, loops: false });
    first ??= step.target;
    if (step.target === from) return chainState(first, { final: null, loops: true });
    if (findStoredKeyProblem(step.target) !== undefined) break;
    next = visited.has(step.target) ? undefined : step.target;
    visited.add(step.target);
  }
  return chainState(first, { final: null, loops: false });
}

type FollowStep = { at: 'object' } | { at: 'nothing' } | { at: 'link'; target: string };

async function followOne(place: Place): Promise<FollowStep> {
  try {
    const { target } = await getSymlink(place.client, place);
    return { at: 'link', target };
  } catch (error) {
    if (isOssServiceError(error, 'NotSymlink')) return { at: 'object' };
    if (isNothingThere(error) || isOssServiceError(error, 'AccessDenied')) return { at: 'nothing' };
    throw error;
  }
}

function chainState(target: string | undefined, end: { final: string | null; loops: boolean }): CardState {
  return { found: 'link', ...(target === undefined ? {} : { target }), ...end };
}

function explainFailure(place: Place, error: unknown): CardState {
  if (isOssServiceError(error, 'AccessDenied')) return { found: 'forbidden', by: 'oss' };
  if (!(error instanceof OssError) || place.signal?.aborted === true) throw error;
  const { code } = toProblem(error, '');
  return {
    found: 'unchecked',
    code,
    ...(error.requestId === undefined ? {} : { ossRequestId: error.requestId }),
  };
}

/** A folder has no object of its own, but keys below it: mounted file systems follow such a link, readers over HTTP cannot. */
async function isPrefix({ client, bucket, key, signal }: Place): Promise<boolean> {
  const prefix = key.endsWith('/') ? key : `${key}/`;
  // No key could lie below it, and OSS refuses to look.
  if (keyBytes(prefix) > maxKeyBytes) return false;
  try {
    const page = await listObjectsV2(client, { bucket, prefix, maxKeys: 1, signal });
    return page.keyCount > 0;
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied')) return false;
    throw error;
  }
}

/** The look as health needs it. */
export function toTargetLook({ state }: TargetCard): TargetLook {
  switch (state.found) {
    case 'object':
      return {
        found: 'object',
        storageClass: state.storageClass,
        restored: isRestored(state.restore),
        archiveDirectRead: state.archiveDirectRead ?? false,
      };
    case 'link':
      return { found: 'link', loops: state.loops };
    case 'nothing':
      return { found: 'nothing', isPrefix: state.isPrefix };
    case 'forbidden':
      return { found: 'forbidden', by: state.by };
    case 'unchecked':
      return { found: 'unchecked' };
  }
}

/** The look as judging a write needs it. */
export function toTargetFacts({ state }: TargetCard): TargetFacts {
  switch (state.found) {
    case 'object':
      return {
        found: 'object',
        size: state.size,
        lastModified: state.lastModified,
        storageClass: state.storageClass,
        headers: state.headers,
        readable: isRestored(state.restore) || state.archiveDirectRead === true,
      };
    case 'link':
      return { found: 'link', final: state.final, loops: state.loops };
    case 'nothing':
      return { found: 'nothing', isPrefix: state.isPrefix, mirror: state.mirror };
    case 'forbidden':
      return { found: 'forbidden' };
    case 'unchecked':
      return { found: 'unchecked' };
  }
}
