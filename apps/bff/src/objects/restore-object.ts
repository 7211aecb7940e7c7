import {
  findKeyProblem,
  findRestoreWait,
  isArchivedClass,
  parseRestoreExpiry,
  parseRestoreState,
  type ArchivedClass,
  type RestoreTier,
} from '@signpost/oss-protocol/rules';
import type { Change, RestoreResult } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import { isOutcomeUnknown, restoreObject, type RestoreObjectResult } from '@signpost/oss-client';
import { toArrivalDeadline } from '../changes/arrival.ts';
import type { Intent, Outcome } from '../changes/change-log.ts';
import { toChange } from '../changes/to-change.ts';
import { readKey } from '../keys/view-key.ts';
import { readTarget } from '../keys/read-target.ts';
import { createMeter, type Meter } from '../oss/metered-client.ts';
import { orWithoutDatabase } from '../problems/database-problem.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { toProblem } from '../problems/to-problem.ts';
import type { Lease } from '../writes/key-lease.ts';
import { afterSending, recordOutcome } from '../writes/record-outcome.ts';
import { resolveOpenWrites, resolveOutcome } from '../writes/resolve-outcome.ts';
import { viewSnapshotForWrite } from '../writes/view-for-write.ts';
import type { WriteTerms } from '../writes/write-request.ts';
import { withKeyLease, type Writer } from '../writes/writer.ts';

/** What to restore, in the terms that were agreed to. */
export interface RestoreRequest {
  bucket: string;
  key: string;
  storageClass: ArchivedClass;
  days: number;
  tier?: RestoreTier | undefined;
}

/** The archived object, as it was found. */
interface Found {
  state: Extract<KeyState, { kind: 'object' }>;
  /** `x-oss-restore`. */
  restore: string | undefined;
}

interface Work {
  request: RestoreRequest;
  terms: WriteTerms;
  meter: Meter;
  lease: Lease;
}

/**
 * Asks OSS for a readable copy of an archived object. What is stored stays as it is, so that a restore never comes
 * between a change and its undo; it costs money, so that it is recorded like a write, sent once, and never sent again to
 * find out how it ended.
 */
export async function restoreArchived(
  writer: Writer,
  request: RestoreRequest,
  terms: WriteTerms,
): Promise<RestoreResult> {
  const { bucket, key } = request;
  if (findKeyProblem(key) !== undefined) throw new ProblemError('object-missing');
  const meter = createMeter(writer.connection.client);
  return withKeyLease(writer, { bucket, key }, async (lease) => {
    const work = { request, terms, meter, lease };
    const found = await look(writer, work);
    if (parseRestoreState(found.restore) === 'restoring') return { state: 'in-progress', calls: meter.calls };
    const intent = await toIntent(writer, work, found);
    await writer.changeLog.begin([intent]);
    return carryOut(writer, { ...work, intent });
  });
}

/** Reads the object and holds it against what the caller saw: the fee is that of its class and size. */
async function look(writer: Writer, { request, terms, meter }: Work, own?: string): Promise<Found> {
  const { bucket, key } = request;
  const place = { client: meter.client, bucket, key };
  const snapshot = await readKey(writer, place);
  const { state } = snapshot;
  if (state.kind === 'absent') throw new ProblemError('object-missing');
  if (state.kind === 'link' || snapshot.object === undefined) throw new ProblemError('not-an-object');
  if (!isArchivedClass(state.storageClass)) throw new ProblemError('not-archived');
  const { condition } = terms;
  const isSame =
    condition.expect === 'seen' &&
    condition.token.toUpperCase() === state.facts.etag.toUpperCase() &&
    request.storageClass === state.storageClass;
  if (!isSame) {
    const now = await viewSnapshotForWrite(writer, { snapshot, place, callsSoFar: () => meter.calls });
    throw new ProblemError('state-changed', { now });
  }
  await resolveOpenWrites(writer, { bucket, key, except: own }, { now: state, client: meter.client });
  return { state, restore: snapshot.object.facts.restore };
}

async function toIntent(
  { connection, permit, services, request: origin }: Writer,
  { request, terms }: Work,
  { state, restore }: Found,
): Promise<Intent> {
  const { bucket, key, storageClass, days, tier } = request;
  const id = services.newId();
  const readableUntil = parseRestoreExpiry(restore)?.toISOString();
  return {
    id,
    group: id,
    connection: connection.config.id,
    bucket,
    key,
    action: 'restore',
    at: services.now().toISOString(),
    actor: permit.actor,
    ...(origin === undefined ? {} : { request: origin }),
    ...(terms.reason === undefined ? {} : { reason: terms.reason }),
    before: state,
    intended: {
      kind: 'restored',
      storageClass,
      days,
      ...(tier === undefined ? {} : { tier }),
      ...(readableUntil === undefined ? {} : { readableUntil }),
    },
    versioning: (await connection.facts.get(bucket, connection.client)).versioning,
  };
}

type Recorded = Work & { intent: Intent };

async function carryOut(writer: Writer, work: Recorded): Promise<RestoreResult> {
  let sent: RestoreObjectResult;
  try {
    sent = await sendUntilTaken(writer, work);
  } catch (error) {
    if (isOutcomeUnknown(error)) return answerUnknown(writer, work, error);
    await recordFailure(writer, work, error);
    throw error;
  }
  const { requestId, state } = sent;
  const outcome: Outcome = {
    id: work.intent.id,
    at: writer.now().toISOString(),
    // Somebody else asked first: this one did nothing.
    ...(state === 'in-progress'
      ? { outcome: 'failed', problem: { code: 'restore-in-progress' } }
      : { outcome: 'applied' }),
    ...(requestId === undefined ? {} : { ossRequestId: requestId }),
  };
  await recordOutcome(writer, outcome);
  const readableUntil = await observe(writer, work);
  return {
    state,
    ...(state === 'started' ? toWait(work.request) : {}),
    ...(state === 'extended' && readableUntil !== undefined ? { readableUntil } : {}),
    change: await currentChange(writer, work.intent, outcome),
    calls: work.meter.calls,
  };
}

/** Sends it, again where OSS held it back; before each repetition the object is read and compared as it was at first. */
async function sendUntilTaken(writer: Writer, work: Recorded): Promise<RestoreObjectResult> {
  const { request, meter, lease, intent } = work;
  const { bucket, key, days, tier } = request;
  for (let attempt = 1; ; attempt += 1) {
    try {
      lease.assertHeld();
      return await restoreObject(meter.client, { bucket, key, days, tier });
    } catch (error) {
      if (!(await meter.client.waitToRetryWrite(error, attempt))) throw error;
    }
    const { restore } = await look(writer, work, intent.id);
    if (parseRestoreState(restore) === 'restoring')
      return { state: 'in-progress', requestId: undefined, versionId: undefined };
  }
}

/** The answer was lost. A read may tell at once; sending again could pay twice. */
async function answerUnknown(writer: Writer, work: Recorded, error: unknown): Promise<RestoreResult> {
  const { intent, meter } = work;
  const now = writer.now();
  const outcome: Outcome = {
    ...toFailedOutcome(intent, error, now),
    outcome: 'unknown',
    mayArriveUntil: toArrivalDeadline(now),
  };
  await recordOutcome(writer, outcome);
  await afterSending(writer, intent, resolveOutcome(writer, { id: intent.id, client: meter.client }));
  const change = await currentChange(writer, intent, outcome);
  const readableUntil = await observe(writer, work);
  const done = readableUntil === undefined ? 'started' : 'extended';
  const state = change.outcome === 'applied' ? done : 'unknown';
  return {
    state,
    ...(state === 'extended' ? {} : toWait(work.request)),
    ...(state !== 'extended' || readableUntil === undefined ? {} : { readableUntil }),
    change,
    calls: meter.calls,
  };
}

async function recordFailure(writer: Writer, { intent }: Recorded, error: unknown): Promise<void> {
  await recordOutcome(writer, toFailedOutcome(intent, error, writer.now()));
}

function toFailedOutcome({ id }: Intent, error: unknown, at: Date): Outcome {
  const { code, upstream } = toProblem(error, '');
  return {
    id,
    at: at.toISOString(),
    outcome: 'failed',
    ...(upstream?.ossRequestId === undefined ? {} : { ossRequestId: upstream.ossRequestId }),
    problem: { code },
  };
}

function toWait({ storageClass, tier }: RestoreRequest): Pick<RestoreResult, 'wait'> {
  const wait = findRestoreWait(storageClass, tier);
  return wait === undefined ? {} : { wait: { ...wait } };
}

/** Tells the index what the object is now. Answers when its readable copy ends; undefined where there is none. */
async function observe(
  { connection }: Writer,
  { request: { bucket, key }, meter }: Recorded,
): Promise<string | undefined> {
  const card = await readTarget({
    place: { client: meter.client, bucket, key },
    from: '',
    mayRead: () => true,
    withAcl: false,
    readsArchiveDirectly: () => connection.facts.readsArchiveDirectly(bucket),
  });
  connection.indexes.observeTarget(bucket, card);
  return card.state.found === 'object' ? parseRestoreExpiry(card.state.restore)?.toISOString() : undefined;
}

/** The change as it is recorded; as it is known here where the database went away after it was sent. */
async function currentChange(
  { changeLog, connection, services }: Writer,
  intent: Intent,
  outcome: Outcome,
): Promise<Change> {
  const recorded = await orWithoutDatabase(changeLog.get(connection.config.id, intent.id), undefined);
  const known = { intent, outcome, latest: undefined, earlier: undefined };
  return toChange(
    { connection: connection.config.name, now: services.now },
    recorded?.outcome === undefined ? known : recorded,
  );
}
