import { problemStatus, type Problem, type ProblemCode } from '@signpost/api-contract';
import { retryableProblems } from './oss-codes.ts';
import { isOssError, isRuleError, toOssProblem, toRuleProblem } from './oss-problem.ts';
import { ProblemError, type ProblemParts } from './problem-error.ts';
import { problemTitles } from './problem-titles.ts';

/** Anything thrown → a problem. What is not ours to explain hides behind the request id. */
export function toProblem(error: unknown, requestId: string): Problem {
  const { code, parts } = explain(error);
  return {
    type: `/api/v1/reference#problem-${code}`,
    title: problemTitles[code],
    status: problemStatus[code],
    code,
    requestId,
    retryable: retryableProblems.has(code),
    ...parts,
  };
}

function explain(error: unknown): { code: ProblemCode; parts: ProblemParts } {
  if (error instanceof ProblemError) return { code: error.code, parts: error.parts };
  if (isOssError(error)) return toOssProblem(error);
  if (isRuleError(error)) return toRuleProblem(error);
  // A path that is no percent-encoded text: the router cannot read it (decodeURIComponent).
  if (error instanceof URIError)
    return { code: 'invalid-request', parts: { detail: 'The address is not valid percent-encoding.' } };
  // The text of an unexpected error may hold anything, so none of it is shown.
  return { code: 'internal', parts: {} };
}
