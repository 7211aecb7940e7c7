import { mayBeSameState, type KeyState } from '@signpost/link-model';
import { OssError, type OssClient } from '@signpost/oss-client';
import type { Intent, Outcome, Recorded } from '../journal/journal.ts';
import { lookAtKey } from '../links/look-at-key.ts';
import { isWithout, isWrittenAs } from '../links/read-back.ts';
import { tokenOf, type Viewer } from '../links/view-key.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Services } from '../services.ts';

/** Longer than any request waits on its way: what has not arrived by then will not. */
const arrivalMs = 30_000;

interface Settler extends Viewer {
  services: Services;
}

/**
 * Looks at the key of a write whose answer was lost and records what became of it. Answers whether it is settled now.
 * Never sends anything: sending again could undo what somebody else did meanwhile. Call it with the key's lock held.
 */
export async function settle(
  settler: Settler,
  { id, client }: { id: string; client: OssClient },
): Promise<boolean> {
  const { services, connection } = settler;
  const recorded = services.journal.get(connection.config.name, id);
  if (recorded === undefined || isSettled(recorded)) return true;
  const { intent } = recorded;
  const now = await lookIfPossible(intent, client);
  if (now === undefined) return false;
  connection.indexes.observe(recorded.intent.bucket, recorded.intent.key, now);
  const verdict = judgeOutcome(intent, now, services.now().getTime());
  if (verdict === 'unknown') return false;
  const { ossRequestId, problem } = recorded.outcome ?? {};
  const version = verdict === 'applied' ? madeVersion(intent, now) : undefined;
  await services.journal.recordOutcome({
    id,
    at: services.now().toISOString(),
    outcome: verdict,
    ...(verdict === 'applied' ? { after: now } : {}),
    ...(ossRequestId === undefined ? {} : { ossRequestId }),
    ...(version === undefined ? {} : { versionId: version }),
    ...(verdict === 'failed' && problem !== undefined ? { problem } : {}),
  });
  return true;
}

function isSettled({ outcome }: Recorded): boolean {
  return outcome !== undefined && outcome.outcome !== 'unknown';
}

/** Undefined while OSS cannot be asked: the next look will tell. */
async function lookIfPossible(intent: Intent, client: OssClient): Promise<KeyState | undefined> {
  const { bucket, key, intended } = intent;
  try {
    const sight = await lookAtKey({ client, bucket, key }, () => intended?.headers);
    return sight.state;
  } catch (error) {
    if (error instanceof OssError || error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** What stands there now tells what became of the write, except when somebody else has written since. */
function judgeOutcome(intent: Intent, now: KeyState, time: number): Outcome['outcome'] {
  const isBefore = mayBeSameState(tokenOf(intent.before), tokenOf(now));
  // It may still be on its way: only time tells that it never arrived.
  if (isBefore) return time - Date.parse(intent.at) >= arrivalMs ? 'failed' : 'unknown';
  if (intent.intended !== null) return isWrittenAs(now, intent.intended) ? 'applied' : 'unknown';
  if (intent.removesVersion !== undefined)
    return isWithout(now, intent.removesVersion) ? 'applied' : 'unknown';
  return now.kind === 'absent' ? 'applied' : 'unknown';
}

function madeVersion(intent: Intent, now: KeyState): string | undefined {
  if (intent.removesVersion !== undefined) return undefined;
  return now.kind === 'absent' ? now.deleteMarker?.versionId : now.facts.versionId;
}
