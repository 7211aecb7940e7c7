import { mayBeSameState, type KeyState } from '@signpost/link-model/write';
import { headObject, OssError, type OssClient } from '@signpost/oss-client';
import { parseRestoreExpiry, parseRestoreState } from '@signpost/oss-protocol/rules';
import type { ReadConnection } from '../keys/read-context.ts';
import {
  intendedLink,
  keyName,
  type ChangeLog,
  type Intent,
  type Outcome,
  type Recorded,
  type RestoredObject,
} from '../changes/change-log.ts';
import { readKeySnapshot } from '../keys/read-key.ts';
import { isWithout, isWrittenAs } from './verify-write.ts';
import { tokenOf } from '../keys/view-key.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { arrivalDeadline, isOpen, isUnresolved } from '../changes/arrival.ts';
import { findOwnVersion } from './find-own-version.ts';

/** What resolving works with. */
export interface ResolveContext {
  connection: ReadConnection;
  changeLog: ChangeLog;
  now: () => Date;
}

/**
 * Reads the key of one unresolved write and records how it ended. Never sends anything: sending again could undo what
 * somebody else did meanwhile. Call it with the key locked.
 */
export async function resolveOutcome(
  context: ResolveContext,
  { id, client }: { id: string; client: OssClient },
): Promise<void> {
  const recorded = await context.changeLog.get(context.connection.config.id, id);
  // Somebody else may have resolved it while this read waited for the key.
  if (recorded === undefined || !isUnresolved(recorded)) return;
  const now = await readIfPossible(recorded.intent, client);
  if (now === undefined) return;
  context.connection.indexes.observe(recorded.intent.bucket, recorded.intent.key, now);
  await resolveFrom(context, recorded, { now, client });
}

/**
 * Resolves every open write to a key but one from a read of it, before a new one is recorded there.
 * @returns whether there were any
 */
export async function resolveOpenWrites(
  context: ResolveContext,
  { bucket, key, except }: { bucket: string; key: string; except?: string | undefined },
  present: Present,
): Promise<boolean> {
  const ref = { connection: context.connection.config.id, bucket, key };
  const open = (await context.changeLog.unresolvedOf(ref)).filter(({ intent }) => intent.id !== except);
  for (const recorded of open) await resolveFrom(context, recorded, present);
  return open.length > 0;
}

/** Closes what is still open at a key that a later change has written: nothing tells any more. */
export async function closeOverwritten(
  { connection, changeLog, now }: ResolveContext,
  { intent: { id, bucket, key } }: { intent: Intent },
): Promise<void> {
  const ref = { connection: connection.config.id, bucket, key };
  const open = (await changeLog.unresolvedOf(ref)).filter((one) => one.intent.id !== id && isOpen(one));
  await changeLog.settle(
    open.map((recorded) => ({
      ...toOverwritten(recorded, { at: now(), by: id }),
      mayArriveUntil: new Date(arrivalDeadline(recorded)).toISOString(),
    })),
  );
}

/** What a read of the key found. */
interface Present {
  now: KeyState;
  client: OssClient;
}

type Verdict =
  | { kind: 'applied'; versionId?: string | undefined; isCurrent: boolean }
  | { kind: 'failed' }
  | { kind: 'undecided' };

async function resolveFrom(context: ResolveContext, recorded: Recorded, present: Present): Promise<void> {
  const time = context.now();
  const verdict = await judgeOutcome(context, recorded, present);
  if (verdict.kind === 'applied') return recordApplied(context, recorded, { verdict, now: present.now });
  // The request may still be on its way: only time tells that it never arrived.
  if (time.getTime() < arrivalDeadline(recorded)) return;
  const by = recorded.outcome?.overwrittenBy ?? (await findOverwriter(context, recorded));
  await context.changeLog.settle([
    verdict.kind === 'failed' ? toFailed(recorded, time) : toOverwritten(recorded, { at: time, by }),
  ]);
}

/** What is at the key now, or the list of its versions, tells how the write ended, as far as anything can. */
async function judgeOutcome(
  context: ResolveContext,
  { intent }: Recorded,
  { now, client }: Present,
): Promise<Verdict> {
  const isBefore = mayBeSameState(tokenOf(intent.before), tokenOf(now));
  // What is stored tells nothing of a restore, which leaves it as it was.
  if (intent.intended.kind === 'restored')
    return isBefore ? judgeRestore(intent, intent.intended, client) : { kind: 'undecided' };
  if (isBefore) return { kind: 'failed' };
  if (isAsIntended(intent, now))
    return { kind: 'applied', versionId: madeVersion(intent, now), isCurrent: true };
  // An uploaded object is told by its bytes, and nobody has them any more.
  if (intent.intended.kind === 'object') return { kind: 'undecided' };
  if (intent.versioning !== 'enabled' || intent.removesVersion !== undefined) return { kind: 'undecided' };
  const found = await findVersionIfPossible(context, intent, client);
  if (found === undefined) return { kind: 'undecided' };
  return found === 'none'
    ? { kind: 'failed' }
    : { kind: 'applied', versionId: found.versionId, isCurrent: found.versionId === versionOf(now) };
}

/** The restore state of the object tells: it is being restored, or can be read for longer than before. */
async function judgeRestore(
  { bucket, key }: Intent,
  { readableUntil }: RestoredObject,
  client: OssClient,
): Promise<Verdict> {
  try {
    const { restore } = await headObject(client, { bucket, key });
    const end = parseRestoreExpiry(restore)?.toISOString();
    const isLonger = end !== undefined && (readableUntil === undefined || end > readableUntil);
    const isDone = parseRestoreState(restore) === 'restoring' || isLonger;
    // It is no version of the key: whether it is the newest does not matter.
    return isDone ? { kind: 'applied', isCurrent: false } : { kind: 'failed' };
  } catch (error) {
    if (error instanceof OssError) return { kind: 'undecided' };
    throw error;
  }
}

function isAsIntended(intent: Intent, now: KeyState): boolean {
  const { intended } = intent;
  if (intended.kind === 'restored') return false;
  // A copy has the bytes that were there when it was sent, where its ETag is the same.
  if (intended.kind === 'object')
    return (
      intended.copyOf !== undefined &&
      now.kind === 'object' &&
      now.facts.etag === intended.copyOf.etag &&
      now.facts.size === intended.copyOf.size
    );
  if (intended.kind === 'link') return isWrittenAs(now, intended.link);
  return intent.removesVersion === undefined ? now.kind === 'absent' : isWithout(now, intent.removesVersion);
}

async function recordApplied(
  { changeLog, now }: ResolveContext,
  recorded: Recorded,
  found: { verdict: Verdict & { kind: 'applied' }; now: KeyState },
): Promise<void> {
  const { intent, outcome } = recorded;
  const { versionId, isCurrent } = found.verdict;
  const later = isCurrent ? await findLaterApplied(changeLog, intent) : undefined;
  const at = now().toISOString();
  // Both wanted the same: what is there is the later one, and of the earlier one there is no news.
  if (later !== undefined && isAsIntended(later.intent, found.now)) {
    if (now().getTime() >= arrivalDeadline(recorded))
      await changeLog.settle([toOverwritten(recorded, { at: now(), by: later.intent.id })]);
    return;
  }
  const applied: Outcome = {
    id: intent.id,
    at,
    outcome: 'applied',
    ...(isCurrent ? { after: withHeadersSent(found.now, intent) } : {}),
    ...(outcome?.ossRequestId === undefined ? {} : { ossRequestId: outcome.ossRequestId }),
    ...(versionId === undefined ? {} : { versionId }),
    ...(later === undefined ? {} : { overtook: later.intent.id }),
  };
  const overtaken = later?.outcome === undefined ? [] : [{ ...later.outcome, at, overtakenBy: intent.id }];
  await changeLog.settle([applied, ...overtaken]);
}

/** A change recorded after this one that was applied and is the last of its key. */
async function findLaterApplied(changeLog: ChangeLog, intent: Intent): Promise<Recorded | undefined> {
  const latest = await findLatest(changeLog, intent);
  return latest?.outcome?.outcome === 'applied' && latest.intent.id !== intent.id ? latest : undefined;
}

/** A link that leads nowhere does not tell all its headers; where it is the one we wrote, they are what we sent. */
function withHeadersSent(state: KeyState, intent: Intent): KeyState {
  const intended = intendedLink(intent);
  if (state.kind !== 'link' || state.link.headers.known || intended === null) return state;
  const value = { ...state.link.headers.partial, ...intended.headers };
  return { ...state, link: { ...state.link, headers: { known: true, value } } };
}

function toFailed({ intent, outcome }: Recorded, at: Date): Outcome {
  const { ossRequestId, problem } = outcome ?? {};
  return {
    id: intent.id,
    at: at.toISOString(),
    outcome: 'failed',
    ...(ossRequestId === undefined ? {} : { ossRequestId }),
    ...(problem === undefined ? {} : { problem }),
  };
}

function toOverwritten(recorded: Recorded, { at, by }: { at: Date; by: string }): Outcome {
  const { ossRequestId, problem } = recorded.outcome ?? {};
  return {
    id: recorded.intent.id,
    at: at.toISOString(),
    outcome: 'unknown',
    ...(ossRequestId === undefined ? {} : { ossRequestId }),
    ...(problem === undefined ? {} : { problem }),
    overwrittenBy: by,
  };
}

/** Our own later change of the key, else somebody outside. */
async function findOverwriter({ changeLog }: ResolveContext, { intent }: Recorded): Promise<string> {
  const latest = await findLatest(changeLog, intent);
  // A restore is not among the changes that count as the last of its key: the one that is may be older.
  const isOlder = latest !== undefined && intent.action === 'restore' && latest.intent.at <= intent.at;
  return latest === undefined || latest.intent.id === intent.id || isOlder ? 'outside' : latest.intent.id;
}

function madeVersion(intent: Intent, now: KeyState): string | undefined {
  return intent.removesVersion === undefined ? versionOf(now) : undefined;
}

function versionOf(state: KeyState): string | undefined {
  return state.kind === 'absent' ? state.deleteMarker?.versionId : state.facts.versionId;
}

/** Undefined while OSS cannot be asked: the next read will tell. */
async function readIfPossible({ bucket, key }: Intent, client: OssClient): Promise<KeyState | undefined> {
  try {
    return (await readKeySnapshot({ client, bucket, key })).state;
  } catch (error) {
    if (error instanceof OssError || error instanceof ProblemError) return undefined;
    throw error;
  }
}

async function findVersionIfPossible(
  { changeLog }: ResolveContext,
  intent: Intent,
  client: OssClient,
): ReturnType<typeof findOwnVersion> {
  try {
    return await findOwnVersion(client, { intent, claimed: await versionsMade(changeLog, intent) });
  } catch (error) {
    if (error instanceof OssError || error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Versions that other recorded writes to the same key are known to have made. */
async function versionsMade(changeLog: ChangeLog, intent: Intent): Promise<Set<string>> {
  const made = await changeLog.versionsMade(intent);
  return new Set([...made].flatMap(([versionId, id]) => (id === intent.id ? [] : [versionId])));
}

async function findLatest(changeLog: ChangeLog, intent: Intent): Promise<Recorded | undefined> {
  return (await changeLog.latestOf([intent])).get(keyName(intent));
}
