import { csrfHeader } from '@signpost/api-contract';
import type { RequestHandler } from 'express';
import { ProblemError } from '../problems/problem-error.ts';
import type { OwnNames } from './host-allow-list.ts';

const safeMethods = new Set(['GET', 'HEAD']);

/**
 * Refuses what another site's page could send: browsers name the origin of a write and the relation of every request,
 * and no page can add our header across origins, since no preflight is ever answered with permission.
 * Programs other than browsers send neither Origin nor Sec-Fetch-Site and need only the header.
 */
export function writeGuard(names: () => OwnNames): RequestHandler {
  return (req, _res, next) => {
    const site = req.get('sec-fetch-site');
    const isSafe = safeMethods.has(req.method);
    const isForeign = site === 'cross-site' || site === 'same-site';
    if (isForeign && !(isSafe && req.get('sec-fetch-mode') === 'navigate')) {
      next(new ProblemError('origin-not-allowed'));
      return;
    }
    if (isSafe) {
      next();
      return;
    }
    const origin = req.get('origin');
    if (origin !== undefined && !names().origins.has(origin)) next(new ProblemError('origin-not-allowed'));
    else if (req.get(csrfHeader.name) !== csrfHeader.value) next(new ProblemError('csrf-header-missing'));
    else next();
  };
}
