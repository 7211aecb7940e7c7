import { findKeyProblem, isReservedKey } from '@signpost/oss-protocol/rules';
import type { WriteView } from '@signpost/api-contract';
import { judgeRetention, type KeyState, type Versioning } from '@signpost/link-model/write';
import {
  isOssServiceError,
  isOutcomeUnknown,
  OssError,
  putObject,
  type OssClient,
  type PutObjectResult,
} from '@signpost/oss-client';
import { toArrivalDeadline } from '../changes/arrival.ts';
import type { Intent, Outcome } from '../changes/change-log.ts';
import type { KeySnapshot } from '../keys/read-key.ts';
import type { Lease } from '../writes/key-lease.ts';
import { closeEarlier, recordOutcome } from '../writes/record-outcome.ts';
import { resolveOpenWrites } from '../writes/resolve-outcome.ts';
import { createMeter } from '../oss/metered-client.ts';
import { findShadowedNullVersion } from '../writes/find-shadowed-null-version.ts';
import { checkPrecondition, checkProof } from '../writes/check-precondition.ts';
import { findEarlierWrite } from '../writes/prepare-write.ts';
import { readKey } from '../keys/view-key.ts';
import { viewForWrite, viewSnapshotForWrite } from '../writes/view-for-write.ts';
import type { WriteTerms } from '../writes/write-request.ts';
import { withKeyLease, type Writer } from '../writes/writer.ts';
import type { UploadBody } from '../http/parse-upload.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { toProblem } from '../problems/to-problem.ts';
import { relayUpload, type UploadRelay } from './relay-upload.ts';

/** One object to store. */
export interface UploadRequest {
  bucket: string;
  key: string;
  body: UploadBody;
  contentType?: string | undefined;
  signal: AbortSignal;
}

/** What became of it. */
export interface Uploaded {
  view: WriteView;
  ossRequestId?: string;
  calls: number;
}

/**
 * Stores a small object where nothing stands, or over an object whose ETag and size the caller names. A link is never
 * replaced: deleting it first can be undone, an upload over it could not. A caller who goes away leaves nothing
 * half-written, since OSS takes an object whole or not at all.
 */
export async function storeObject(
  writer: Writer,
  request: UploadRequest,
  terms: WriteTerms,
): Promise<Uploaded> {
  const { connection } = writer;
  const { bucket, key } = request;
  const problem = findKeyProblem(key);
  if (problem !== undefined) throw blocked('key-invalid', problem);
  if (isReservedKey(key)) throw blocked('key-reserved');
  const meter = createMeter(connection.client);
  const { client } = meter;
  return withKeyLease(writer, { bucket, key }, async (lease) => {
    const place = await checkPlace(writer, { request, terms, client });
    const intent = toUploadIntent(writer, { request, terms, place });
    await writer.changeLog.begin([intent]);
    const sent = await send(writer, { request, now: place.now, client, intent, lease });
    const snapshot = await readBack(writer, { intent, sent, client });
    const view = await viewSnapshotForWrite(writer, {
      snapshot,
      place: { client, bucket, key },
      callsSoFar: () => meter.calls,
    });
    const { requestId } = sent;
    return { view, calls: meter.calls, ...(requestId === undefined ? {} : { ossRequestId: requestId }) };
  });
}

/** It is stored: that is recorded also where the read afterwards fails, which is what the caller is told then. */
async function readBack(
  writer: Writer,
  { intent, sent, client }: { intent: Intent; sent: SentUpload; client: OssClient },
): Promise<KeySnapshot> {
  const { bucket, key } = intent;
  const outcome: Outcome = {
    id: intent.id,
    at: writer.now().toISOString(),
    outcome: 'applied',
    ...(sent.requestId === undefined ? {} : { ossRequestId: sent.requestId }),
    ...(sent.versionId === undefined ? {} : { versionId: sent.versionId }),
  };
  let after: KeyState | undefined;
  try {
    const snapshot = await readKey(writer, { client, bucket, key });
    const { state } = snapshot;
    // Somebody may have written right after us: then what is there is not what the upload left.
    if (state.kind === 'object' && state.facts.etag === sent.etag) after = state;
    return snapshot;
  } finally {
    await recordOutcome(writer, { ...outcome, ...(after === undefined ? {} : { after }) });
    await closeEarlier(writer, intent);
  }
}

function toUploadIntent(
  { connection, permit, services, request: origin }: Writer,
  { request, terms, place }: { request: UploadRequest; terms: WriteTerms; place: Place },
): Intent {
  const { bucket, key, body, contentType } = request;
  const id = services.newId();
  return {
    id,
    group: id,
    connection: connection.config.id,
    bucket,
    key,
    action: 'upload',
    at: services.now().toISOString(),
    actor: permit.actor,
    ...(origin === undefined ? {} : { request: origin }),
    ...(terms.reason === undefined ? {} : { reason: terms.reason }),
    before: place.now,
    intended: {
      kind: 'object',
      ...(body.length === undefined ? {} : { size: body.length }),
      ...(contentType === undefined ? {} : { contentType }),
    },
    versioning: place.versioning,
  };
}

/** What an upload finds at its key. */
interface Place {
  now: KeyState;
  versioning: Versioning;
}

/** Compares what is stored with what the caller saw and proves. */
async function checkPlace(
  writer: Writer,
  { request, terms, client }: { request: UploadRequest; terms: WriteTerms; client: OssClient },
): Promise<Place> {
  const { bucket, key } = request;
  const snapshot = await readKey(writer, { client, bucket, key });
  const showNow = (): Promise<WriteView> =>
    viewSnapshotForWrite(writer, { snapshot, place: { client, bucket, key }, callsSoFar: () => 0 });
  await checkUploadPrecondition(terms, snapshot.state, showNow);
  if (snapshot.state.kind === 'link') throw blocked('key-is-link');
  await resolveOpenWrites(writer, { bucket, key }, { now: snapshot.state, client });
  if ((await findEarlierWrite(writer, { bucket, key })) !== undefined) throw blocked('earlier-write-open');
  const facts = await writer.connection.facts.get(bucket, writer.connection.client);
  const shadowed =
    facts.versioning === 'suspended'
      ? await findShadowedNullVersion(client, { bucket, key, now: snapshot.state })
      : undefined;
  const retained = judgeRetention({
    ...facts,
    now: snapshot.state,
    puts: true,
    removesVersion: false,
    shadowed: shadowed?.lastModified,
    time: writer.now().getTime(),
  }).find(({ level }) => level === 'block');
  if (retained?.code === 'retained')
    throw new ProblemError('object-immutable', { params: { finding: retained.code, until: retained.until } });
  if (shadowed !== undefined) await checkProof(terms, shadowed, showNow);
  else if (snapshot.state.kind === 'object') {
    writer.permit.demand('object.delete', { connection: writer.connection.config.name, bucket, key });
    await checkProof(terms, snapshot.state.facts, showNow);
  }
  return { now: snapshot.state, versioning: facts.versioning };
}

/** An upload replaces an object as HTTP says it: `If-Match` with the ETag of the object. */
async function checkUploadPrecondition(
  terms: WriteTerms,
  now: KeyState,
  showNow: () => Promise<WriteView>,
): Promise<void> {
  const { condition } = terms;
  if (condition.expect === 'nothing') return checkPrecondition(terms, now, showNow);
  if (now.kind === 'link') throw blocked('key-is-link');
  if (now.kind !== 'object' || now.facts.etag.toUpperCase() !== condition.token.toUpperCase())
    throw new ProblemError('state-changed', { now: await showNow() });
}

interface Sending {
  request: UploadRequest;
  now: KeyState;
  client: OssClient;
  intent: Intent;
  lease: Lease;
}

/** What OSS said to the upload, or what is known of it when the answer was lost. */
type SentUpload = Pick<PutObjectResult, 'requestId' | 'etag' | 'versionId'>;

/** Sends the bytes on, once. What fails is recorded with how it ended. */
async function send(writer: Writer, sending: Sending): Promise<SentUpload> {
  const { request, now, client, lease } = sending;
  const { bucket, key, body, contentType } = request;
  const relay = relayUpload(body.stream, { idleMs: writer.services.uploadIdleMs, signal: request.signal });
  try {
    lease.assertHeld();
    return await putObject(client, {
      bucket,
      key,
      body: { stream: relay.stream, length: body.length },
      signal: relay.signal,
      ...(contentType === undefined ? {} : { httpHeaders: { contentType } }),
      ...(now.kind === 'absent' ? { forbidOverwrite: true } : {}),
    });
  } catch (error) {
    const requestId = error instanceof OssError ? error.requestId : undefined;
    // OSS takes an object whole or not at all: without its last byte nothing was stored.
    const isUnknown = isOutcomeUnknown(error) && relay.etag() !== undefined;
    if (isUnknown && (await arrived(writer, { sending, relay })))
      return { requestId, etag: relay.etag(), versionId: undefined };
    await recordUnsent(writer, { sending, error, isUnknown });
    if (isOssServiceError(error, 'FileAlreadyExists'))
      throw new ProblemError(
        'key-taken',
        { now: await viewForWrite(writer, { client, bucket, key, callsSoFar: () => 0 }) },
        { cause: error },
      );
    if (relay.stalled() === 'caller') throw new ProblemError('upload-stalled', {}, { cause: error });
    if (relay.stalled() === 'oss') throw new ProblemError('oss-timed-out', {}, { cause: error });
    throw error;
  } finally {
    // A call given up before it was sent has not ended its stream, and the caller's connection waits for that.
    relay.stream.destroy();
  }
}

async function recordUnsent(
  writer: Writer,
  { sending, error, isUnknown }: { sending: Sending; error: unknown; isUnknown: boolean },
): Promise<void> {
  const now = writer.now();
  const { code, upstream } = toProblem(error, '');
  await recordOutcome(writer, {
    id: sending.intent.id,
    at: now.toISOString(),
    outcome: isUnknown ? 'unknown' : 'failed',
    ...(isUnknown ? { mayArriveUntil: toArrivalDeadline(now) } : {}),
    ...(upstream?.ossRequestId === undefined ? {} : { ossRequestId: upstream.ossRequestId }),
    problem: { code },
  });
}

/** The answer was lost after the last byte: a read of the key tells, and is made once. */
async function arrived(
  writer: Writer,
  { sending, relay }: { sending: Sending; relay: UploadRelay },
): Promise<boolean> {
  const etag = relay.etag();
  if (etag === undefined) return false;
  const { bucket, key } = sending.request;
  try {
    const { state } = await readKey(writer, { client: sending.client, bucket, key });
    return state.kind === 'object' && state.facts.etag === etag;
  } catch {
    // Nobody can tell: the lost answer stays what the caller is told of.
    return false;
  }
}

function blocked(finding: string, problem?: string): ProblemError {
  return new ProblemError('write-blocked', {
    params: { finding, ...(problem === undefined ? {} : { problem }) },
  });
}
