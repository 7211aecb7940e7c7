import { problemCodes, type TargetCard, type WriteView } from '@signpost/api-contract';
import { acceptName, agreeStateTokens, type Finding, type KeyState } from '@signpost/link-model/write';
import { retryableProblems } from '../problems/oss-codes.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { tokenOf } from '../keys/view-key.ts';
import type { WriteTerms } from './write-request.ts';

/** How the present state is shown to a writer who saw another. */
export type ShowNow = () => Promise<WriteView>;

/** Throws when what is stored is not what the writer saw. */
export async function checkPrecondition(
  { condition }: WriteTerms,
  now: KeyState,
  showNow: ShowNow,
): Promise<void> {
  if (condition.expect === 'nothing') {
    if (now.kind !== 'absent') throw new ProblemError('key-taken', { now: await showNow() });
    return;
  }
  if (!agreeStateTokens(condition.token, tokenOf(now)))
    throw new ProblemError('state-changed', { now: await showNow() });
}

/** Throws when a finding binds the writer and the writer has not met it. */
export async function checkFindings(
  { accept, proof }: WriteTerms,
  findings: readonly Finding[],
  showNow: ShowNow,
): Promise<void> {
  const blocked = findings.find(({ level }) => level === 'block');
  if (blocked !== undefined) throw toBlockedProblem(blocked);
  const lost = findings.find((finding) => finding.level === 'prove');
  if (lost?.code === 'replaces-object' || lost?.code === 'deletes-object')
    await checkProof({ proof }, lost, showNow);
  const needs = findings.filter(({ level }) => level === 'choose').map(acceptName);
  const missing = needs.filter((name) => !accept.includes(name));
  if (missing.length > 0) throw new ProblemError('choice-required', { needs: missing });
}

/** Throws when a real object would go and the writer does not name it by its ETag and size. */
export async function checkProof(
  { proof }: Pick<WriteTerms, 'proof'>,
  lost: { etag: string; size: number },
  showNow: ShowNow,
): Promise<void> {
  if (proof === undefined) throw new ProblemError('proof-required', { now: await showNow() });
  const isSame =
    proof.etag.replaceAll('"', '').toUpperCase() === lost.etag.toUpperCase() && proof.size === lost.size;
  if (!isSame) throw new ProblemError('proof-mismatch', { now: await showNow() });
}

function toBlockedProblem(finding: Finding): ProblemError {
  const params = {
    finding: finding.code,
    ...('problem' in finding ? { problem: finding.problem } : {}),
    ...('until' in finding ? { until: finding.until } : {}),
  };
  switch (finding.code) {
    case 'not-a-link':
    case 'not-an-object':
    case 'links-unsupported':
      return new ProblemError(finding.code, { params });
    case 'retained':
      return new ProblemError('object-immutable', { params });
    case 'nothing-there':
      return new ProblemError('object-missing', { params });
    default:
      return new ProblemError('write-blocked', { params });
  }
}

/**
 * Nobody is there to decide upon a row of a plan: where OSS did not answer for its target, the row is tried again later.
 * Who writes one link may accept that its target was not checked. @throws ProblemError
 */
export function checkTargetRead({ recordAs, accept }: WriteTerms, target: TargetCard | undefined): void {
  if (recordAs === undefined || accept.includes('target-unchecked')) return;
  const { state } = target ?? {};
  if (state?.found !== 'unchecked') return;
  const code = problemCodes.find((one) => one === state.code);
  if (code !== undefined && retryableProblems.has(code)) throw new ProblemError(code);
}
