import type { OperationContext } from './operation.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { WriteTerms } from '../writes/write-request.ts';

interface TermsMembers {
  accept?: string[] | undefined;
  proof?: { etag: string; size: number } | undefined;
  reason?: string | undefined;
}

/** What the writer saw (from the request's condition) and agrees to (from its body). */
export function toWriteTerms(members: TermsMembers, { condition }: OperationContext): WriteTerms {
  if (condition === undefined) throw new ProblemError('precondition-required');
  const { accept, proof, reason } = members;
  return {
    condition,
    accept: accept ?? [],
    ...(proof === undefined ? {} : { proof }),
    ...(reason === undefined ? {} : { reason }),
  };
}
