import type { KeyView } from '@signpost/api-contract';
import { findKeyProblem, isReservedKey, judgeRetention, type KeyState } from '@signpost/link-model';
import {
  isOssServiceError,
  isOutcomeUnknown,
  OssError,
  putObject,
  type OssClient,
} from '@signpost/oss-client';
import { resolveOpenWrites } from '../writes/resolve-outcome.ts';
import { createMeter } from '../oss/metered-client.ts';
import { findShadowedNullVersion } from '../writes/find-shadowed-null-version.ts';
import { checkPrecondition, checkProof } from '../writes/check-precondition.ts';
import { findEarlierWrite } from '../writes/prepare-write.ts';
import { readKey, viewKey, viewSnapshot } from '../keys/view-key.ts';
import type { WriteTerms } from '../writes/write-request.ts';
import type { Writer } from '../writes/write-link.ts';
import type { UploadBody } from '../http/parse-upload.ts';
import { ProblemError } from '../problems/problem-error.ts';
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
  view: KeyView;
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
  const { connection, services } = writer;
  const { bucket, key } = request;
  const problem = findKeyProblem(key);
  if (problem !== undefined) throw blocked('key-invalid', problem);
  if (isReservedKey(key)) throw blocked('key-reserved');
  const meter = createMeter(connection.client);
  return services.lock.withLock({ connection: connection.config.name, bucket, key }, async () => {
    const now = await checkPlace(writer, { request, terms, client: meter.client });
    const requestId = await send(writer, { request, now, client: meter.client });
    const snapshot = await readKey(writer, { client: meter.client, bucket, key });
    const view = await viewSnapshot(writer, {
      snapshot,
      question: { bucket, key },
      client: meter.client,
      callsSoFar: () => meter.calls,
    });
    return { view, calls: meter.calls, ...(requestId === undefined ? {} : { ossRequestId: requestId }) };
  });
}

/** Holds what stands there against what the caller saw and proves. */
async function checkPlace(
  writer: Writer,
  { request, terms, client }: { request: UploadRequest; terms: WriteTerms; client: OssClient },
): Promise<KeyState> {
  const { bucket, key } = request;
  const snapshot = await readKey(writer, { client, bucket, key });
  const showNow = (): Promise<KeyView> =>
    viewSnapshot(writer, { snapshot, question: { bucket, key }, client, callsSoFar: () => 0 });
  await checkPrecondition(terms, snapshot.state, showNow);
  if (snapshot.state.kind === 'link') throw blocked('key-is-link');
  await resolveOpenWrites(writer, { bucket, key }, { now: snapshot.state, client });
  if (findEarlierWrite(writer, { bucket, key }) !== undefined) throw blocked('earlier-write-open');
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
  return snapshot.state;
}

interface Sending {
  request: UploadRequest;
  now: KeyState;
  client: OssClient;
}

/** Sends the bytes on, once. Answers OSS's request id. */
async function send(writer: Writer, sending: Sending): Promise<string | undefined> {
  const { request, now, client } = sending;
  const { bucket, key, body, contentType } = request;
  const relay = relayUpload(body.stream, { idleMs: writer.services.uploadIdleMs, signal: request.signal });
  try {
    const { requestId } = await putObject(client, {
      bucket,
      key,
      body: { stream: relay.stream, length: body.length },
      signal: relay.signal,
      ...(contentType === undefined ? {} : { httpHeaders: { contentType } }),
      ...(now.kind === 'absent' ? { forbidOverwrite: true } : {}),
    });
    return requestId;
  } catch (error) {
    if (isOssServiceError(error, 'FileAlreadyExists'))
      throw new ProblemError('key-taken', { now: await viewKey(writer, { bucket, key }) }, { cause: error });
    if (relay.stalled() === 'caller') throw new ProblemError('upload-stalled', {}, { cause: error });
    if (relay.stalled() === 'oss') throw new ProblemError('oss-timed-out', {}, { cause: error });
    if (isOutcomeUnknown(error) && (await arrived(writer, { sending, relay })))
      return error instanceof OssError ? error.requestId : undefined;
    throw error;
  } finally {
    // A call given up before it was sent has not ended its stream, and the caller's connection waits for that.
    relay.stream.destroy();
  }
}

/** The answer was lost after the last byte: what stands there now tells, and is asked once. */
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
