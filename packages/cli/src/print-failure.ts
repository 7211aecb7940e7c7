import type { Problem, ProblemCode } from '@signpost/api-contract';
import { advice } from './advice.ts';
import { ConnectionError, RefusedError, UsageError } from './failures.ts';
import type { Output } from './terminal.ts';
import { safeLine } from './visible.ts';

/** Says what went wrong. An error that is none of ours keeps its stack, for a report. */
export function printFailure(error: unknown, stderr: Output): void {
  if (error instanceof RefusedError) stderr.write(formatProblem(error.problem));
  else if (error instanceof UsageError || error instanceof ConnectionError)
    stderr.write(`signpost: ${safeLine(error.message)}\n`);
  else stderr.write(`signpost: unexpected error\n${error instanceof Error ? error.stack : String(error)}\n`);
}

/** Title, details, what to do, and the ids by which somebody finds it in a log. */
function formatProblem(problem: Problem): string {
  const { title, detail, errors = [], needs = [], params, upstream, code, requestId } = problem;
  const todo = advice[code as ProblemCode];
  const { ossCode, ossMessage, ossRequestId } = upstream ?? {};
  const lines = [
    ...(detail === undefined ? [] : [detail]),
    ...errors.map(({ pointer, detail: what }) => `${pointer}: ${what}`),
    ...needs.map((name) => `needs: ${name}`),
    ...(errors.length > 0 || params === undefined
      ? []
      : Object.entries(params).map(([name, value]) => `${name}: ${value}`)),
    ...(ossCode === undefined ? [] : [`OSS: ${ossCode}${ossMessage === undefined ? '' : `, ${ossMessage}`}`]),
    ...(todo === undefined ? [] : [`What to do: ${todo}`]),
    ...(requestId === undefined ? [] : [`request id: ${requestId}`]),
    ...(ossRequestId === undefined ? [] : [`request id of OSS: ${ossRequestId}`]),
  ];
  return `signpost: ${safeLine(title)} (${safeLine(code)})\n${lines.map((line) => `  ${safeLine(line)}\n`).join('')}`;
}
