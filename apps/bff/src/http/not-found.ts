import type { RequestHandler } from 'express';
import { ProblemError } from '../problems/problem-error.ts';

export function notFound(): RequestHandler {
  return (_req, _res, next) => {
    next(new ProblemError('not-found'));
  };
}
