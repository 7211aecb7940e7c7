import type { ErrorRequestHandler } from 'express';
import type { Redact } from '../logging/redact.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { toProblem } from '../problems/to-problem.ts';
import { scopeOf } from './request-scope.ts';

/** The last handler: turns whatever was thrown into one `application/problem+json` answer. */
export function sendProblem(redact: Redact): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  // oxlint-disable-next-line max-params -- see above
  return (error: unknown, req, res, _next) => {
    const { requestId, log } = scopeOf(res);
    const problem = toProblem(error, requestId);
    if (problem.code === 'internal') log.error({ err: error }, 'unexpected error');
    else if (problem.status >= 500)
      log.warn(
        { code: problem.code, upstream: problem.upstream, ...toCause(error) },
        'answered with a problem',
      );
    if (res.headersSent) {
      // Half an answer is worse than none: the connection ends, and the caller sees that it did.
      res.destroy();
      return;
    }
    if (problem.retryAfterMs !== undefined)
      res.setHeader('retry-after', Math.ceil(problem.retryAfterMs / 1000));
    if (problem.code === 'body-too-large') res.setHeader('connection', 'close');
    res
      .status(problem.status)
      .setHeader('cache-control', 'no-store')
      .type('application/problem+json')
      .send(redact(JSON.stringify(problem)));
  };
}

/** Of a failure of our own, what lies beneath it: a disk that is full, for example. */
function toCause(error: unknown): { err?: unknown } {
  return error instanceof ProblemError && error.cause !== undefined ? { err: error.cause } : {};
}
