import { findKeyProblem } from '@signpost/oss-protocol/rules';
import type { Change, TargetCard, WriteResult, WriteView } from '@signpost/api-contract';
import { mayBeSameState, type KeyState } from '@signpost/link-model/write';
import { isOssServiceError, isOutcomeUnknown, type OssClient } from '@signpost/oss-client';
import { resolveOpenWrites, resolveOutcome } from './resolve-outcome.ts';
import { toArrivalDeadline } from '../changes/arrival.ts';
import { toChange } from '../changes/to-change.ts';
import { createMeter, type Meter } from '../oss/metered-client.ts';
import type { Intent, Outcome } from '../changes/change-log.ts';
import { orWithoutDatabase } from '../problems/database-problem.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { toProblem } from '../problems/to-problem.ts';
import { checkFindings, checkPrecondition, checkTargetRead } from './check-precondition.ts';
import { checkStillOurs } from './check-still-ours.ts';
import type { KeySnapshot } from '../keys/read-key.ts';
import { prepareWrite, type PreparedWrite } from './prepare-write.ts';
import type { Lease } from './key-lease.ts';
import { withKeyLease, type Writer } from './writer.ts';
import { afterSending, closeEarlier, recordOutcome } from './record-outcome.ts';
import { verifyWrite, type Verified } from './verify-write.ts';
import { viewForWrite, viewSnapshotForWrite } from './view-for-write.ts';
import { previewWrite, sendWrite, type ReadyWrite, type SentWrite } from './send-write.ts';
import { describe, judgeReached, readKey, tokenOf } from '../keys/view-key.ts';
import type { WriteTerms, RequestedWrite } from './write-request.ts';

/**
 * The one way to write a link. Create, repoint, delete, undo, and the copy and the delete of a real object all pass
 * here: lock the key, read, compare with what the writer saw, judge, record the intent, send, read back, record the
 * outcome. Once begun it runs to its end, also when the caller goes away.
 */
export async function writeLink(
  writer: Writer,
  request: RequestedWrite,
  terms: WriteTerms,
): Promise<WriteResult> {
  const { connection, services } = writer;
  const meter = createMeter(connection.client);
  const { bucket, key } = request;
  // Before the lease: what is no key cannot be stored there either (a NUL, for one).
  const problem = findKeyProblem(key);
  if (problem !== undefined)
    throw new ProblemError('write-blocked', { params: { finding: 'key-invalid', problem } });
  return withKeyLease(writer, { bucket, key }, async (lease) => {
    const asked: Asked = { request, terms, client: meter.client };
    const { snapshot, prepared, hadOpen } = await look(writer, asked);
    const write: ReadyWrite = { bucket, key, now: snapshot.state, ...pick(prepared) };
    // Breaks of OSS's rules (8 KB of metadata, names of tags) come to light here, before anything is recorded.
    await previewWrite(meter.client, write);
    const intent = toIntent(writer, { request, terms, write, prepared });
    await services.changeLog.begin([intent]);
    return carryOut(writer, { intent, write, target: prepared.target, hadOpen, meter, asked, lease });
  });
}

function pick({
  after,
  copies,
  removesVersion,
}: PreparedWrite): Pick<ReadyWrite, 'after' | 'copies' | 'removesVersion'> {
  return {
    after,
    ...(copies === undefined ? {} : { copies }),
    ...(removesVersion === undefined ? {} : { removesVersion }),
  };
}

interface Asked {
  request: RequestedWrite;
  terms: WriteTerms;
  client: OssClient;
  /** Id of the change itself, once it is recorded: it is no earlier write to the key. */
  own?: string;
}

/** Looks at the key and holds what is there against what the writer saw and agreed to. */
async function look(
  writer: Writer,
  { request, terms, client, own }: Asked,
): Promise<{ snapshot: KeySnapshot; prepared: PreparedWrite; hadOpen: boolean }> {
  const { bucket, key } = request;
  const snapshot = await readKey(writer, { client, bucket, key });
  const now = snapshot.state;
  const showNow = (): Promise<WriteView> =>
    viewSnapshotForWrite(writer, { snapshot, place: { client, bucket, key }, callsSoFar: () => 0 });
  await checkPrecondition(terms, now, showNow);
  if (request.action === 'undo') checkStillOurs(request.recorded, now);
  const hadOpen = await resolveOpenWrites(writer, { bucket, key, except: own }, { now, client });
  const prepared = await prepareWrite(writer, request, { client, now, own, isNoneOpen: !hadOpen });
  demandRights(writer, { request, now, prepared });
  checkTargetRead(terms, prepared.target);
  await checkFindings(terms, prepared.findings, showNow);
  return { snapshot, prepared, hadOpen };
}

/** Rights that only show once it is known what is stored: an undo asks for those of what it does. */
function demandRights(
  { permit, connection }: Writer,
  { request, now, prepared }: { request: RequestedWrite; now: KeyState; prepared: PreparedWrite },
): void {
  const scope = { connection: connection.config.name, bucket: request.bucket };
  if (request.action === 'copy') {
    permit.demand('object.read', { ...scope, key: request.from });
    permit.demand('object.write', { ...scope, key: request.key });
  } else if (prepared.after === null) {
    if (request.action !== 'delete-object') permit.demand('link.delete', { ...scope, key: request.key });
  } else {
    permit.demand(now.kind === 'link' ? 'link.repoint' : 'link.create', { ...scope, key: request.key });
    // Reading through a link is reading its target.
    permit.demand('object.read', { ...scope, key: prepared.after.target });
  }
  if (now.kind === 'object' || request.action === 'delete-object')
    permit.demand('object.delete', { ...scope, key: request.key });
}

function toIntent(
  { connection, permit, services, request: origin }: Writer,
  work: { request: RequestedWrite; terms: WriteTerms; write: ReadyWrite; prepared: PreparedWrite },
): Intent {
  const { request, terms, write, prepared } = work;
  const id = terms.recordAs?.id ?? services.newId();
  return {
    id,
    group: terms.recordAs?.group ?? id,
    connection: connection.config.id,
    bucket: request.bucket,
    key: request.key,
    action: toAction(request, write.now),
    ...(request.action === 'undo' ? { undoes: request.recorded.intent.id } : {}),
    at: services.now().toISOString(),
    actor: permit.actor,
    ...(origin === undefined ? {} : { request: origin }),
    ...(terms.reason === undefined ? {} : { reason: terms.reason }),
    before: write.now,
    intended: toIntended(write),
    ...(write.removesVersion === undefined ? {} : { removesVersion: write.removesVersion }),
    versioning: prepared.facts.versioning,
  };
}

function toIntended({ after, copies }: ReadyWrite): Intent['intended'] {
  if (after !== null) return { kind: 'link', link: after };
  if (copies === undefined) return { kind: 'absent' };
  const { key, etag, size } = copies;
  return { kind: 'object', size, copyOf: { key, etag, size } };
}

function toAction(request: RequestedWrite, now: KeyState): Change['action'] {
  if (request.action === 'delete-object') return 'delete';
  return request.action === 'create' && now.kind !== 'absent' ? 'replace' : request.action;
}

interface Work {
  intent: Intent;
  write: ReadyWrite;
  /** The new target, as it was read before the write. */
  target: TargetCard | undefined;
  /** Earlier writes to the key were open when it was looked at. None begins while this one has its lease. */
  hadOpen: boolean;
  meter: Meter;
  asked: Asked;
  lease: Lease;
}

async function carryOut(writer: Writer, work: Work): Promise<WriteResult> {
  let sent: Looked & { answer: SentWrite };
  try {
    sent = await sendUntilTaken(writer, work);
  } catch (error) {
    if (isOutcomeUnknown(error)) return answerUnknown(writer, work, error);
    throw await recordFailure(writer, work, error);
  }
  return answerApplied(writer, { ...work, ...sent }, sent.answer);
}

/** What the last look at the key before the write found. */
type Looked = Pick<Work, 'write' | 'target' | 'hadOpen'>;

/**
 * Sends the write, again where OSS held it back. Before each repetition the key is read and compared as it was at
 * first: somebody else may have used the pause. Throws the problem of that comparison, or the error of the last sending.
 */
async function sendUntilTaken(
  writer: Writer,
  { intent, write, target, hadOpen, meter: { client }, asked, lease }: Work,
): Promise<Looked & { answer: SentWrite }> {
  let current: Looked = { write, target, hadOpen };
  for (let attempt = 1; ; attempt += 1) {
    try {
      lease.assertHeld();
      return { ...current, answer: await sendWrite(client, current.write) };
    } catch (error) {
      if (!(await client.waitToRetryWrite(error, attempt))) throw error;
    }
    // What is sent stays what was recorded; only what it replaces is read anew.
    const found = await look(writer, { ...asked, own: intent.id });
    current = {
      write: { ...current.write, now: found.snapshot.state },
      target: found.prepared.target,
      hadOpen: current.hadOpen || found.hadOpen,
    };
  }
}

/** OSS took it: read it back, and see whether somebody wrote in between. */
async function answerApplied(
  writer: Writer,
  { intent, write, target, hadOpen, meter }: Work,
  sent: SentWrite,
): Promise<WriteResult> {
  const { services, connection } = writer;
  const outcome: Outcome = {
    id: intent.id,
    at: services.now().toISOString(),
    outcome: 'applied',
    ...(sent.ossRequestId === undefined ? {} : { ossRequestId: sent.ossRequestId }),
    ...(sent.versionId === undefined ? {} : { versionId: sent.versionId }),
  };
  if (sent.versionId !== undefined && intent.versioning === 'never') connection.facts.forget(write.bucket);
  try {
    const verified = await verifyWrite(writer, { client: meter.client, write, sent });
    const { state, isOurs, between } = verified;
    if (!isOurs && isUntouched(write, state)) return await answerNotDone(writer, { intent, meter }, outcome);
    const seen: Outcome = {
      ...outcome,
      ...(isOurs ? { after: state } : {}),
      ...(between === undefined ? {} : { problem: { code: 'version-between', detail: between } }),
    };
    const view = viewVerified(writer, write, { verified, target, calls: meter.calls });
    return { change: await end(writer, { intent, outcome: seen, hadOpen }), view, calls: meter.calls };
  } catch (error) {
    // It is written; only looking at it failed. That must not read like a failed write.
    services.log.warn({ change: intent.id, code: toProblem(error, '').code }, 'a write was not read back');
    return { change: await end(writer, { intent, outcome, hadOpen }), calls: meter.calls };
  }
}

/** What was replaced is there as it was read: the write cannot have been done before that look. */
function isUntouched({ now }: ReadyWrite, found: KeyState): boolean {
  return now.kind !== 'absent' && mayBeSameState(tokenOf(now), tokenOf(found));
}

/** It was answered as done, and is not: something on the way answered in place of OSS, or holds the request back. */
function answerNotDone(
  writer: Writer,
  work: Pick<Work, 'intent' | 'meter'>,
  { ossRequestId }: Outcome,
): Promise<WriteResult> {
  return answerOpen(writer, work, {
    code: 'oss-answer-invalid',
    ...(ossRequestId === undefined ? {} : { ossRequestId }),
  });
}

/** Records that a write was applied, closes earlier ones that were open, and answers the change as it is recorded. */
async function end(
  writer: Writer,
  { intent, outcome, hadOpen }: { intent: Intent; outcome: Outcome; hadOpen: boolean },
): Promise<Change> {
  await recordOutcome(writer, outcome);
  if (hadOpen) {
    await closeEarlier(writer, intent);
    return currentChange(writer, { intent, outcome });
  }
  // Its lease is still held, so it is the newest change of the key: the log need not be asked.
  return toKnownChange(writer, { intent, outcome });
}

/** The key after a write, from what was read before and after it. */
function viewVerified(
  writer: Writer,
  { bucket, key }: ReadyWrite,
  { verified, target, calls }: { verified: Verified; target: TargetCard | undefined; calls: number },
): WriteView {
  const { connection } = writer;
  const { state, isOurs } = verified;
  connection.indexes.observe(bucket, key, state);
  const link = isOurs && state.kind === 'link' ? state.link : undefined;
  const reached = link === undefined ? undefined : target;
  if (reached !== undefined) connection.indexes.observeTarget(bucket, reached, key);
  return {
    ...describe(writer, { bucket, key, state }),
    token: tokenOf(state),
    calls,
    ...(link === undefined || reached === undefined
      ? {}
      : { link: judgeReached(connection, { bucket, key, link, target: reached }) }),
  };
}

/** The answer was lost. A read may tell at once; sending again never helps. */
function answerUnknown(writer: Writer, work: Work, error: unknown): Promise<WriteResult> {
  const { code, upstream } = toProblem(error, '');
  return answerOpen(writer, work, {
    code,
    ...(upstream?.ossRequestId === undefined ? {} : { ossRequestId: upstream.ossRequestId }),
  });
}

/** Records that nobody knows yet how a write ended, and looks at once. */
async function answerOpen(
  writer: Writer,
  { intent, meter }: Pick<Work, 'intent' | 'meter'>,
  { code, ossRequestId }: { code: string; ossRequestId?: string },
): Promise<WriteResult> {
  const now = writer.services.now();
  const outcome: Outcome = {
    id: intent.id,
    at: now.toISOString(),
    outcome: 'unknown',
    mayArriveUntil: toArrivalDeadline(now),
    ...(ossRequestId === undefined ? {} : { ossRequestId }),
    problem: { code },
  };
  await recordOutcome(writer, outcome);
  await afterSending(writer, intent, resolveOutcome(writer, { id: intent.id, client: meter.client }));
  const change = await currentChange(writer, { intent, outcome });
  if (change.outcome === 'unknown') return { change, calls: meter.calls };
  const view = await viewForWrite(writer, {
    client: meter.client,
    bucket: intent.bucket,
    key: intent.key,
    callsSoFar: () => meter.calls,
  });
  return { change, view, calls: meter.calls };
}

/** OSS refused: nothing was written, and the change log says so. Answers what the caller is told. */
async function recordFailure(writer: Writer, { intent, meter }: Work, error: unknown): Promise<unknown> {
  const { code, upstream } = toProblem(error, '');
  await recordOutcome(writer, {
    id: intent.id,
    at: writer.services.now().toISOString(),
    outcome: 'failed',
    ...(upstream?.ossRequestId === undefined ? {} : { ossRequestId: upstream.ossRequestId }),
    problem: { code },
  });
  if (intent.action === 'copy' && isOssServiceError(error, 'PreconditionFailed'))
    return new ProblemError('state-changed', upstream === undefined ? {} : { upstream }, { cause: error });
  if (!isOssServiceError(error, 'FileAlreadyExists')) return error;
  const { bucket, key } = intent;
  const now = await viewForWrite(writer, {
    client: meter.client,
    bucket,
    key,
    callsSoFar: () => meter.calls,
  });
  return new ProblemError(
    'key-taken',
    { now, ...(upstream === undefined ? {} : { upstream }) },
    { cause: error },
  );
}

/** The change as it is recorded; as it is known here where the database went away after the write was sent. */
async function currentChange(
  { services, connection, changeLog }: Writer,
  known: { intent: Intent; outcome: Outcome },
): Promise<Change> {
  const recorded = await orWithoutDatabase(changeLog.get(connection.config.id, known.intent.id), undefined);
  if (recorded?.outcome === undefined) return toKnownChange({ connection, services }, known);
  return toChange({ connection: connection.config.name, now: services.now }, recorded);
}

function toKnownChange(
  { connection, services }: Pick<Writer, 'connection' | 'services'>,
  known: { intent: Intent; outcome: Outcome },
): Change {
  const shown = { ...known, latest: undefined, earlier: undefined };
  return toChange({ connection: connection.config.name, now: services.now }, shown);
}
