import { isArchivedClass, isRestored } from '@signpost/oss-protocol/rules';
import { createHash } from 'node:crypto';
import type { KeyView, TargetCard } from '@signpost/api-contract';
import { toHealth } from '@signpost/link-model/health';
import { toStateToken, type Digest, type KeyState } from '@signpost/link-model/write';
import type { OssClient } from '@signpost/oss-client';
import type { ReadContext } from './read-context.ts';
import { createMeter } from '../oss/metered-client.ts';
import { orWithoutDatabase } from '../problems/database-problem.ts';
import { keyName, type ChangeLog, type KeyRef } from '../changes/change-log.ts';
import {
  readKeySnapshot,
  type KnownHeaders,
  type Place,
  type ReaderHead,
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

/** Looks at a key and, where it is a link, at what it leads to. */
export async function viewKey(readContext: ReadContext, question: KeyRequest): Promise<KeyView> {
  const meter = createMeter(readContext.connection.client);
  const snapshot = await readKey(readContext, { ...question, client: meter.client });
  return viewSnapshot(readContext, {
    snapshot,
    question,
    client: meter.client,
    callsSoFar: () => meter.calls,
  });
}

/** Reads a key with what the change log knows of our own writes to it. */
export function readKey({ connection, changeLog }: ReadContext, place: Place): Promise<KeySnapshot> {
  return readKeySnapshot(
    place,
    knownHeaders(changeLog, { connection: connection.config.id, bucket: place.bucket, key: place.key }),
  );
}

interface SnapshotView {
  snapshot: KeySnapshot;
  question: KeyRequest;
  client: OssClient;
  callsSoFar: () => number;
}

/** Turns a sight into the view that is shown and compared. */
export async function viewSnapshot(
  readContext: ReadContext,
  { snapshot, question, client, callsSoFar }: SnapshotView,
): Promise<KeyView> {
  const { state, object, reader } = snapshot;
  const { bucket, key } = question;
  const place: Place = { client, bucket, key, signal: question.signal };
  readContext.connection.indexes.observe(bucket, key, state);
  const link =
    state.kind === 'link' && reader !== undefined
      ? await viewLink(readContext, place, { state, reader })
      : undefined;
  return {
    connection: readContext.connection.config.name,
    bucket,
    key,
    state,
    token: tokenOf(state),
    checkedAt: readContext.now().toISOString(),
    calls: callsSoFar(),
    ...(object === undefined ? {} : { object: toObjectPart(object) }),
    ...(link === undefined ? {} : { link }),
  };
}

async function viewLink(
  { connection, permit }: ReadContext,
  place: Place,
  { state, reader }: { state: Extract<KeyState, { kind: 'link' }>; reader: ReaderHead },
): Promise<NonNullable<KeyView['link']>> {
  const { target: targetKey } = state.link;
  const scope = { connection: connection.config.name, bucket: place.bucket };
  const target = await readTarget({
    place: { ...place, key: targetKey },
    from: place.key,
    mayRead: (key) => permit.may('object.read', { ...scope, key }),
    withAcl: true,
    readsArchiveDirectly: () => connection.facts.readsArchiveDirectly(place.bucket),
    servesReaders: async () => reader.ok,
  });
  connection.indexes.observeTarget(place.bucket, target, place.key);
  // What a reader of the link is answered is told of the target.
  const isHidden = target.state.found === 'forbidden' && target.state.by === 'signpost';
  const shown = isHidden ? undefined : reader;
  const readerError = shown === undefined ? undefined : toReaderError(shown, target.state);
  return {
    health: toHealth(place.key, targetKey, toTargetLook(target)),
    target,
    reader: toReaderLines(state.link, target, shown),
    ...(readerError === undefined ? {} : { readerError }),
  };
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

function toObjectPart({
  facts,
  acl,
  tags,
}: NonNullable<KeySnapshot['object']>): NonNullable<KeyView['object']> {
  return {
    acl,
    tags: tags.known ? { known: true, value: { ...tags.value } } : { known: false, why: tags.why },
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
