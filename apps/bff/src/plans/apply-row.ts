import type { ProblemCode } from '@signpost/api-contract';
import { ProblemError } from '../problems/problem-error.ts';
import { retryableProblems } from '../problems/oss-codes.ts';
import { checkStage, isDelete } from './check-stage.ts';
import { toRowProblem } from './to-row-problem.ts';
import { resolveAgain } from '../writes/resolve-again.ts';
import { writeLink } from '../writes/write-link.ts';
import type { Writer } from '../writes/writer.ts';
import { toPlanWriter, type PlanServices } from './plan-services.ts';
import type { ClaimedRow, PlanStore, RowProblem, StoredPlan } from './plan-store.ts';
import { toRowRequest } from './to-row-request.ts';

/** How one attempt at a row ended. */
export type RowResult =
  | { outcome: 'applied' }
  | { outcome: 'unknown' }
  | { outcome: 'failed' | 'drifted'; problem: RowProblem }
  /**
   * Nothing was written, and it can be tried again: OSS, the database or the way there is the trouble. `ended`: its
   * change is recorded as failed, so that the next attempt needs another one.
   */
  | { outcome: 'held-up'; problem: RowProblem; ended?: boolean };

/** The link is no longer what was reviewed, or its write would now have consequences that nobody accepted. */
const drifted: ReadonlySet<ProblemCode> = new Set([
  'state-changed',
  'key-taken',
  'not-a-link',
  'not-an-object',
  'object-missing',
  'version-missing',
  'undo-impossible',
  'choice-required',
  'proof-required',
  'proof-mismatch',
]);

/** Problems of the connection, which somebody will mend: the rows are not to blame. */
const heldUp: ReadonlySet<ProblemCode> = new Set([
  'oss-credentials-rejected',
  'oss-clock-skewed',
  'oss-keys-unavailable',
  'oss-address-refused',
  'connection-read-only',
  // It was removed; the plan goes on where it is added again.
  'connection-unknown',
]);

/**
 * Writes one claimed row through the one writer. Its change has an id before anything is sent, so that a row whose
 * process was killed is looked up in the change log, never written twice.
 */
export async function applyRow(
  services: PlanServices,
  plan: StoredPlan,
  row: ClaimedRow,
): Promise<RowResult> {
  try {
    if (row.mayBeBegun) {
      const earlier = await lookUpChange(services, { connection: plan.connection, change: row.change });
      if (earlier !== undefined) return earlier;
    }
    const writer = await toPlanWriter(services, { ...plan, actor: plan.appliedBy ?? plan.actor });
    return await write({ writer, planStore: services.planStore }, plan, row);
  } catch (error) {
    const { code, problem } = toRowProblem(error);
    if (code === 'internal') services.log.error({ err: error, plan: plan.id }, 'a row of a plan failed');
    return { outcome: judge(error, code), problem };
  }
}

const isHeldUp = (code: ProblemCode): boolean => retryableProblems.has(code) || heldUp.has(code);

function judge(error: unknown, code: ProblemCode): 'failed' | 'drifted' | 'held-up' {
  if (isHeldUp(code)) return 'held-up';
  const isBlockedNow = code === 'write-blocked' && error instanceof ProblemError;
  return drifted.has(code) || isBlockedNow ? 'drifted' : 'failed';
}

async function write(
  { writer, planStore }: { writer: Writer; planStore: PlanStore },
  plan: StoredPlan,
  row: ClaimedRow,
): Promise<RowResult> {
  const { connection, changeLog } = writer;
  const problem = await checkStage({ writer, planStore, client: connection.client }, plan, row);
  if (problem !== undefined) return problem;
  const request = await toRowRequest(row, {
    bucket: plan.bucket,
    connection: connection.config.id,
    changeLog,
  });
  const { change } = await writeLink(writer, request, {
    condition: row.token === undefined ? { expect: 'nothing' } : { expect: 'seen', token: row.token },
    // That no link leads to it was looked at just now, by more than the index.
    accept: row.needs !== undefined && isDelete(row) ? [...plan.accept, 'breaks-links'] : plan.accept,
    // The content was reviewed, and another key holds it.
    ...(row.action === 'delete-object' && row.twin !== undefined
      ? { proof: { etag: row.twin.etag, size: row.twin.size } }
      : {}),
    reason: plan.reason,
    recordAs: { id: row.change, group: plan.id },
  });
  return { outcome: change.outcome === 'applied' ? 'applied' : 'unknown' };
}

/** How the change of a row ended; undefined where it was never begun. */
export async function lookUpChange(
  services: PlanServices,
  { connection, change }: { connection: string; change: string },
): Promise<RowResult | undefined> {
  const recorded = await services.changeLog.get(connection, change);
  if (recorded === undefined) return undefined;
  const isOpen = recorded.outcome === undefined || recorded.outcome.outcome === 'unknown';
  if (isOpen) await resolveAgain(services, recorded.intent);
  const { outcome } = (isOpen ? await services.changeLog.get(connection, change) : recorded) ?? recorded;
  switch (outcome?.outcome) {
    case 'applied':
      return { outcome: 'applied' };
    case 'failed': {
      // Without a problem it never arrived: the process was killed before it was sent, or as it was.
      const code = (outcome.problem?.code ?? 'oss-unreachable') as ProblemCode;
      // OSS refused it for a while, or was not reached: that attempt is over.
      return isHeldUp(code)
        ? { outcome: 'held-up', problem: { code }, ended: true }
        : { outcome: 'failed', problem: { code } };
    }
    default:
      return { outcome: 'unknown' };
  }
}

/** Whether time may still tell how a change of unknown outcome ended. */
export async function mayStillResolve(
  { changeLog }: PlanServices,
  { connection, change }: { connection: string; change: string },
): Promise<boolean> {
  const recorded = await changeLog.get(connection, change);
  return recorded?.outcome?.outcome !== 'unknown' || recorded.outcome.mayArriveUntil !== undefined;
}
