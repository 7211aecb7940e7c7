import type { RequestHandler } from 'express';
import { ProblemError } from '../problems/problem-error.ts';

/** Once stopping has begun, what is under way ends and nothing new begins. */
export function refuseWhileStopping(isStopping: () => boolean): RequestHandler {
  return (_req, res, next) => {
    if (!isStopping()) {
      next();
      return;
    }
    res.setHeader('connection', 'close');
    next(new ProblemError('shutting-down', { retryAfterMs: 2000 }));
  };
}
