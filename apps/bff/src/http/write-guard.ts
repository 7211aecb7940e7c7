import { csrfHeader } from '@signpost/api-contract';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../problems/problem-error.ts';
import type { OwnNames } from './host-allow-list.ts';

const safeMethods = new Set(['GET', 'HEAD']);

/** Addresses that are no page of the console: a request for them does something, or gets a file of its own. */
const notAPage = /^\/(api|healthz|readyz|assets)(\/|$)/i;

/** Where browsers come back to from the identity provider: it proves itself by a state and a cookie of its own. */
export const signInCallbackPath = '/api/v1/sign-in/callback';

/**
 * Refuses what another site's page could send: browsers name the origin of a write and the relation of every request,
 * and no page can add our header across origins, since no preflight is ever answered with permission.
 * Of another site only a link that opens the console itself is followed, in a window of its own: a frame, an image or
 * a download would be carried out with the cloud keys, whether or not the other page may see the answer.
 * Programs other than browsers send neither Origin nor Sec-Fetch-Site and need only the header.
 */
export function writeGuard(names: () => OwnNames): RequestHandler {
  return (req, _res, next) => {
    const site = req.get('sec-fetch-site');
    const isForeign = site === 'cross-site' || site === 'same-site';
    if (isForeign && !opensPage(req)) {
      next(new ProblemError('origin-not-allowed'));
      return;
    }
    if (safeMethods.has(req.method)) {
      next();
      return;
    }
    const origin = req.get('origin');
    if (origin !== undefined && !names().origins.has(origin)) next(new ProblemError('origin-not-allowed'));
    else if (req.get(csrfHeader.name) !== csrfHeader.value) next(new ProblemError('csrf-header-missing'));
    else next();
  };
}

function opensPage(req: Request): boolean {
  return (
    safeMethods.has(req.method) &&
    req.get('sec-fetch-mode') === 'navigate' &&
    req.get('sec-fetch-dest') === 'document' &&
    (!notAPage.test(req.path) || (req.method === 'GET' && req.path === signInCallbackPath))
  );
}
