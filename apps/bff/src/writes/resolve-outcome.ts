import { mayBeSameState, type KeyState } from '@signpost/link-model';
import { OssError, type OssClient } from '@signpost/oss-client';
import type { Connection } from '../oss/connections.ts';
import type { Intent, Journal, Outcome, Recorded } from '../changes/journal.ts';
import { readKeySnapshot } from '../keys/read-key.ts';
import { isWithout, isWrittenAs } from './verify-write.ts';
import { tokenOf } from '../keys/view-key.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { arrivalDeadline, isOpen } from '../changes/arrival.ts';
import { findOwnVersion } from './find-own-version.ts';

/** What resolving works with. */
export interface ResolveContext {
  connection: Connection;
  journal: Journal;
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
  const recorded = context.journal.get(context.connection.config.name, id);
  if (recorded === undefined) return;
  const now = await readIfPossible(recorded.intent, client);
  if (now === undefined) return;
  context.connection.indexes.observe(recorded.intent.bucket, recorded.intent.key, now);
  await resolveFrom(context, recorded, { now, client });
}

/** Resolves every open write to a key but one from a read of it, before a new one is recorded there. */
export async function resolveOpenWrites(
  context: ResolveContext,
  { bucket, key, except }: { bucket: string; key: string; except?: string | undefined },
  present: Present,
): Promise<void> {
  const ref = { connection: context.connection.config.name, bucket, key };
  for (const recorded of context.journal.unresolved(ref))
    if (recorded.intent.id !== except) await resolveFrom(context, recorded, present);
}

/** Closes what is still open at a key that a later change has written: nothing tells any more. */
export async function closeOverwritten(
  { connection, journal, now }: ResolveContext,
  { intent: { id, bucket, key } }: { intent: Intent },
): Promise<void> {
  const ref = { connection: connection.config.name, bucket, key };
  for (const recorded of journal.unresolved(ref)) {
    if (recorded.intent.id !== id && isOpen(recorded))
      await journal.recordOutcome({
        ...toOverwritten(recorded, { at: now(), by: id }),
        mayArriveUntil: new Date(arrivalDeadline(recorded)).toISOString(),
      });
  }
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
  const { journal } = context;
  const time = context.now();
  const verdict = await judgeOutcome(context, recorded, present);
  if (verdict.kind === 'applied') return recordApplied(context, recorded, { verdict, now: present.now });
  // The request may still be on its way: only time tells that it never arrived.
  if (time.getTime() < arrivalDeadline(recorded)) return;
  const by = recorded.outcome?.overwrittenBy ?? findOverwriter(context, recorded);
  await journal.recordOutcome(
    verdict.kind === 'failed' ? toFailed(recorded, time) : toOverwritten(recorded, { at: time, by }),
  );
}

/** What is at the key now, or the list of its versions, tells how the write ended, as far as anything can. */
async function judgeOutcome(
  context: ResolveContext,
  { intent }: Recorded,
  { now, client }: Present,
): Promise<Verdict> {
  const isBefore = mayBeSameState(tokenOf(intent.before), tokenOf(now));
  if (isBefore) return { kind: 'failed' };
  if (isAsIntended(intent, now))
    return { kind: 'applied', versionId: madeVersion(intent, now), isCurrent: true };
  if (intent.versioning !== 'enabled' || intent.removesVersion !== undefined) return { kind: 'undecided' };
  const found = await findVersionIfPossible(context, intent, client);
  if (found === undefined) return { kind: 'undecided' };
  return found === 'none'
    ? { kind: 'failed' }
    : { kind: 'applied', versionId: found.versionId, isCurrent: found.versionId === versionOf(now) };
}

function isAsIntended(intent: Intent, now: KeyState): boolean {
  if (intent.intended !== null) return isWrittenAs(now, intent.intended);
  return intent.removesVersion === undefined ? now.kind === 'absent' : isWithout(now, intent.removesVersion);
}

async function recordApplied(
  { journal, now }: ResolveContext,
  recorded: Recorded,
  found: { verdict: Verdict & { kind: 'applied' }; now: KeyState },
): Promise<void> {
  const { intent, outcome } = recorded;
  const { versionId, isCurrent } = found.verdict;
  const later = isCurrent ? findLaterApplied(journal, intent) : undefined;
  const at = now().toISOString();
  // Both wanted the same: what is there is the later one, and of the earlier one there is no news.
  if (later !== undefined && isAsIntended(later.intent, found.now)) {
    if (now().getTime() >= arrivalDeadline(recorded))
      await journal.recordOutcome(toOverwritten(recorded, { at: now(), by: later.intent.id }));
    return;
  }
  await journal.recordOutcome({
    id: intent.id,
    at,
    outcome: 'applied',
    ...(isCurrent ? { after: withHeadersSent(found.now, intent) } : {}),
    ...(outcome?.ossRequestId === undefined ? {} : { ossRequestId: outcome.ossRequestId }),
    ...(versionId === undefined ? {} : { versionId }),
    ...(later === undefined ? {} : { overtook: later.intent.id }),
  });
  if (later?.outcome !== undefined)
    await journal.recordOutcome({ ...later.outcome, at, overtakenBy: intent.id });
}

/** A change recorded after this one that was applied and is the last of its key. */
function findLaterApplied(journal: Journal, intent: Intent): Recorded | undefined {
  const latest = journal.latest(intent);
  return latest?.outcome?.outcome === 'applied' && latest.intent.id !== intent.id ? latest : undefined;
}

/** A link that leads nowhere does not tell all its headers; where it is the one we wrote, they are what we sent. */
function withHeadersSent(state: KeyState, { intended }: Intent): KeyState {
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
function findOverwriter({ journal }: ResolveContext, { intent }: Recorded): string {
  const latest = journal.latest(intent);
  return latest === undefined || latest.intent.id === intent.id ? 'outside' : latest.intent.id;
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
  { journal }: ResolveContext,
  intent: Intent,
  client: OssClient,
): ReturnType<typeof findOwnVersion> {
  try {
    return await findOwnVersion(client, { intent, claimed: versionsMade(journal, intent) });
  } catch (error) {
    if (error instanceof OssError || error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Versions that recorded writes to the same key are known to have made. */
function versionsMade(journal: Journal, { id, connection, bucket, key }: Intent): Set<string> {
  const made = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = journal.list({ connection, bucket, key }, { cursor, limit: 500 });
    for (const { intent, outcome } of page.items)
      if (intent.id !== id && outcome?.versionId !== undefined) made.add(outcome.versionId);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return made;
}
