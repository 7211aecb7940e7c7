import type { ProblemCode } from '@signpost/api-contract';
import { toProblem } from '../problems/to-problem.ts';
import type { RowProblem } from './plan-store.ts';

/** An error as it is kept with a row or a plan. */
export function toRowProblem(error: unknown): { code: ProblemCode; problem: RowProblem } {
  const { code, upstream } = toProblem(error, '');
  const ossRequestId = upstream?.ossRequestId;
  return {
    // A problem is made of our own codes only; its type is open for those of a newer server.
    code: code as ProblemCode,
    problem: ossRequestId === undefined ? { code } : { code, ossRequestId },
  };
}
