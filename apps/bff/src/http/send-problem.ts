import type { ErrorRequestHandler, Response } from 'express';
import type { Redact } from '../logging/redact.ts';
import { isOssError } from '../problems/oss-problem.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { toProblem } from '../problems/to-problem.ts';
import { scopeOf } from './request-scope.ts';

/** The last handler: turns whatever was thrown into one `application/problem+json` answer. */
export function sendProblem(redact: Redact, basePath: string): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  // oxlint-disable-next-line max-params -- see above
  return (error: unknown, req, res, _next) => {
    const { requestId, log } = scopeOf(res);
    // Nobody is left to be told, and nothing has failed.
    if (hasCallerLeft(error, res)) return;
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
    const size = problem.params?.['size'];
    if (problem.code === 'range-not-satisfiable' && size !== undefined)
      res.setHeader('content-range', `bytes */${size}`);
    if (problem.code === 'body-too-large') res.setHeader('connection', 'close');
    res
      .status(problem.status)
      .setHeader('cache-control', 'no-store')
      .type('application/problem+json')
      .send(redact(JSON.stringify({ ...problem, type: `${basePath}${problem.type.slice(1)}` })));
  };
}

/** What writing to a connection fails with that its caller has closed. */
const closedByCaller: ReadonlySet<string | undefined> = new Set([
  'ERR_STREAM_PREMATURE_CLOSE',
  'ECONNRESET',
  'EPIPE',
]);

/** A call to OSS is aborted only when the caller of the operation goes away. */
function hasCallerLeft(error: unknown, res: Response): boolean {
  if (!res.closed && !res.destroyed) return false;
  if (isOssError(error)) return error.detail.kind === 'transport' && error.detail.phase === 'aborted';
  return closedByCaller.has((error as NodeJS.ErrnoException | null)?.code);
}

/** Of a failure of our own, what lies beneath it: a disk that is full, for example. */
function toCause(error: unknown): { err?: unknown } {
  return error instanceof ProblemError && error.cause !== undefined ? { err: error.cause } : {};
}
