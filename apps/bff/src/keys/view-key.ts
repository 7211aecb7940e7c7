import { isArchivedClass, isObjectAcl, isRestored, type HttpHeaders } from '@signpost/oss-protocol/rules';
import { createHash } from 'node:crypto';
import type { KeyView, TargetCard } from '@signpost/api-contract';
import {
  judgePublicRead,
  toHealth,
  type DecisiveHeader,
  type Health,
  type PublicRead,
} from '@signpost/link-model/health';
import {
  judgeRetention,
  toStateToken,
  type Digest,
  type KeyState,
  type LinkSnapshot,
} from '@signpost/link-model/write';
import { OssError } from '@signpost/oss-client';
import { compareHeaders } from './compare-headers.ts';
import { forecastTarget } from './forecast-target.ts';
import type { ReadContext } from './read-context.ts';
import { answerInTime } from '../oss/answer-in-time.ts';
import { findMirror } from '../oss/find-mirror.ts';
import { readLifecycle } from '../oss/read-lifecycle.ts';
import { createMeter } from '../oss/metered-client.ts';
import { orWithoutDatabase } from '../problems/database-problem.ts';
import { keyName, type ChangeLog, type KeyRef } from '../changes/change-log.ts';
import {
  readKeySnapshot,
  type KnownHeaders,
  type Place,
  type ReaderHead,
  type ReadPurpose,
  type KeySnapshot,
} from './read-key.ts';
import { readTarget, toTargetLook } from './read-target.ts';
import { toReaderLines } from './reader-lines.ts';

const digest: Digest = (text) => createHash('sha256').update(text).digest('base64url');

export const tokenOf = (state: KeyState): string => toStateToken(state, digest);

export interface KeyRequest {
  bucket: string;
  key: string;
  signal?: AbortSignal | undefined;
}

/** Reads a key with what the change log knows of our own writes to it. */
export function readKey(
  { connection, changeLog }: ReadContext,
  place: Place,
  purpose: ReadPurpose = 'write',
): Promise<KeySnapshot> {
  const ref = { connection: connection.config.id, bucket: place.bucket, key: place.key };
  return readKeySnapshot(place, { purpose, knownHeaders: knownHeaders(changeLog, ref) });
}

/**
 * A key and, where it is a link, what it leads to: five calls at most, HeadObject and ACL of the target on top of what
 * {@link readKeySnapshot} makes for the inspector. It holds no token, since a write compares more than it shows.
 */
export async function viewKey(readContext: ReadContext, question: KeyRequest): Promise<KeyView> {
  const { bucket, key } = question;
  const meter = createMeter(readContext.connection.client);
  const place: Place = { ...question, client: meter.client };
  const { state, object, reader } = await readKey(readContext, place, 'view');
  readContext.connection.indexes.observe(bucket, key, state);
  const link =
    state.kind === 'link' && reader !== undefined
      ? await viewLink(readContext, place, { state, reader })
      : undefined;
  return {
    ...describe(readContext, { bucket, key, state }),
    calls: meter.calls,
    ...(object === undefined ? {} : { object: toObjectPart(object) }),
    ...(link === undefined ? {} : { link }),
  };
}

/** What every view of a key begins with. */
export function describe(
  { connection, now }: ReadContext,
  { bucket, key, state }: { bucket: string; key: string; state: KeyState },
): Pick<KeyView, 'connection' | 'bucket' | 'key' | 'state' | 'checkedAt'> {
  return { connection: connection.config.name, bucket, key, state, checkedAt: now().toISOString() };
}

/** What a link leads to, and whether it works. */
export async function viewTarget(
  { connection, permit }: ReadContext,
  place: Place,
  { link, reader, withAcl }: { link: LinkSnapshot; reader: ReaderHead; withAcl: boolean },
): Promise<ReachedTarget> {
  const { target: targetKey } = link;
  const scope = { connection: connection.config.name, bucket: place.bucket };
  const target = await readTarget({
    place: { ...place, key: targetKey },
    from: place.key,
    mayRead: (key) => permit.may('object.read', { ...scope, key }),
    withAcl,
    readsArchiveDirectly: () => connection.facts.readsArchiveDirectly(place.bucket),
    // Only the inspector tells of it: a write asks nothing more than it compares.
    findMirror: withAcl ? (key) => findMirror(connection, { bucket: place.bucket, key }) : undefined,
    servesReaders: async () => reader.ok,
    refusal: reader.ok ? undefined : reader.error,
  });
  connection.indexes.observeTarget(place.bucket, target, place.key);
  return judgeReached(connection, { bucket: place.bucket, key: place.key, link, target });
}

/** Where a link leads, whether it works, and which of its headers make readers fail. */
export interface ReachedTarget {
  health: Health;
  target: TargetCard;
  servedWrongly?: readonly DecisiveHeader[];
}

/** Judges a link and the target that was read for it, and tells the index. */
export function judgeReached(
  connection: ReadContext['connection'],
  { bucket, key, link, target }: { bucket: string; key: string; link: LinkSnapshot; target: TargetCard },
): ReachedTarget {
  const health = toHealth(key, link.target, toTargetLook(target));
  const headers = link.headers.known ? link.headers.value : undefined;
  return { health, target, ...tellServed(connection, { bucket, key, health, target, headers }) };
}

/** Compares the headers of a link with those of its target, and tells the index. Empty where nothing can be compared. */
export function tellServed(
  { indexes }: ReadContext['connection'],
  link: { bucket: string; key: string; health: Health; target: TargetCard; headers: HttpHeaders | undefined },
): { servedWrongly?: readonly DecisiveHeader[] } {
  const { bucket, key, health, target, headers } = link;
  const seen = compareHeaders(headers, target, health);
  if (seen === undefined) return {};
  indexes.observeServed(bucket, { key, target: target.key }, seen);
  return { servedWrongly: seen.wrong };
}

/** What the ACLs say of readers without credentials. The bucket is asked about only where that decides. */
async function viewPublicRead(
  { connection }: ReadContext,
  bucket: string,
  { link: { acl }, target: { state } }: { link: LinkSnapshot; target: TargetCard },
): Promise<PublicRead> {
  if (!acl.known || acl.value === 'private' || state.found !== 'object')
    return acl.known && acl.value === 'private' ? 'private' : 'unknown';
  const facts = await unlessOssFails(connection.facts.get(bucket));
  const bucketAcl = facts?.acl;
  return judgePublicRead({
    link: acl.value,
    target: state.acl?.known === true ? state.acl.value : undefined,
    bucket:
      bucketAcl !== undefined && isObjectAcl(bucketAcl) && bucketAcl !== 'default' ? bucketAcl : undefined,
    blocked: facts?.blockPublicAccess,
  });
}

/** What is said of a link besides: the link is shown without it where OSS does not answer. */
async function unlessOssFails<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  }
}

async function viewLink(
  readContext: ReadContext,
  place: Place,
  { state, reader }: { state: Extract<KeyState, { kind: 'link' }>; reader: ReaderHead },
): Promise<NonNullable<KeyView['link']>> {
  const { health, target, servedWrongly } = await viewTarget(readContext, place, {
    link: state.link,
    reader,
    withAcl: true,
  });
  // What a reader of the link is answered is told of the target.
  const isHidden = target.state.found === 'forbidden' && target.state.by === 'signpost';
  const shown = isHidden ? undefined : reader;
  const readerError = shown === undefined ? undefined : toReaderError(shown, target.state);
  const { connection, now } = readContext;
  const [forecasts, retained] = await Promise.all([
    forecastTarget(target, () => readLifecycle(connection, place.bucket), now()),
    readRetained(readContext, place.bucket, state),
  ]);
  return {
    health,
    target,
    ...(servedWrongly === undefined ? {} : { servedWrongly }),
    publicRead: await viewPublicRead(readContext, place.bucket, { link: state.link, target }),
    ...(forecasts.length === 0 ? {} : { forecasts }),
    ...(retained === undefined ? {} : { retained }),
    reader: toReaderLines(state.link, target, shown),
    ...(readerError === undefined ? {} : { readerError }),
  };
}

/** Until when retention forbids what most people come for: to repoint the link, or to delete it. */
async function readRetained(
  { connection, now }: ReadContext,
  bucket: string,
  state: KeyState,
): Promise<NonNullable<KeyView['link']>['retained']> {
  const facts = await answerInTime(connection.facts.get(bucket));
  if (facts === undefined) return undefined;
  const { retentionDays, versioning } = facts;
  const time = now().getTime();
  const findings = judgeRetention({
    retentionDays,
    versioning,
    now: state,
    puts: true,
    removesVersion: false,
    time,
  });
  const retained = findings.find((finding) => finding.code === 'retained');
  return retained && { until: retained.until, certain: retained.level === 'block' };
}

/** What OSS answers a reader of the link with. */
function toReaderError(
  reader: ReaderHead,
  target: TargetCard['state'],
): NonNullable<KeyView['link']>['readerError'] {
  if (!reader.ok) {
    const { status, code, requestId } = reader.error;
    return {
      status: status ?? 0,
      code: code ?? 'Unknown',
      ...(requestId === undefined ? {} : { requestId }),
    };
  }
  // HeadObject describes a archived object; only reading it is refused (GetObject page, EC 0016-00000404).
  const isArchived =
    target.found === 'object' && isArchivedClass(target.storageClass) && !isRestored(target.restore);
  return isArchived ? { status: 403, code: 'InvalidObjectState' } : undefined;
}

function toObjectPart({ facts, acl }: NonNullable<KeySnapshot['object']>): NonNullable<KeyView['object']> {
  return {
    acl,
    ...(facts.crc64 === undefined ? {} : { crc64: facts.crc64 }),
    ...(facts.restore === undefined ? {} : { restore: facts.restore }),
    ...(facts.expiration === undefined ? {} : { expiration: facts.expiration }),
  };
}

/** Headers we wrote ourselves, as long as nobody has written the link since. */
function knownHeaders(changeLog: ChangeLog, key: KeyRef): KnownHeaders {
  return async (facts) => {
    const latest = await orWithoutDatabase(changeLog.latestOf([key]), new Map());
    const after = latest.get(keyName(key))?.outcome?.after;
    if (after?.kind !== 'link' || !after.link.headers.known) return undefined;
    const isSame = after.facts.etag === facts.etag && after.facts.lastModified === facts.lastModified;
    return isSame ? after.link.headers.value : undefined;
  };
}
