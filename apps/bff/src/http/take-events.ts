import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type RequestHandler } from 'express';
import type { Right } from '@signpost/api-contract';
import { jsonBody } from './json-body.ts';

interface EventsOptions {
  secret: string;
  /** Told what a sender who knows the secret sent. */
  onEvents: (body: unknown) => void;
  now: () => number;
}

const bodyLimit = 256 * 1024;
/** Messages in a second; a sender that is told to wait sends again. */
const mostPerSecond = 50;
const types = /^application\/(?:json|cloudevents(?:-batch)?\+json)\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/**
 * Takes messages about OSS events. It stands before the guard against other sites' pages: no page can send the secret, as
 * no preflight is answered. Who does not know it learns nothing, and its body is not read.
 */
export function takeEvents({ secret, onEvents, now }: EventsOptions): Router {
  const wanted = digest(`Bearer ${secret}`);
  const router = Router({ caseSensitive: true, strict: true });
  let second = 0;
  let taken = 0;

  const authenticate: RequestHandler = (req, res, next) => {
    if (timingSafeEqual(digest(req.get('authorization') ?? ''), wanted)) {
      next();
      return;
    }
    res.set({ 'cache-control': 'no-store', 'www-authenticate': 'Bearer', connection: 'close' });
    res.status(401).end();
  };
  const limit: RequestHandler = (_req, res, next) => {
    const at = Math.floor(now() / 1000);
    taken = at === second ? taken + 1 : 1;
    second = at;
    if (taken <= mostPerSecond) {
      next();
      return;
    }
    res.set({ 'cache-control': 'no-store', 'retry-after': '1', connection: 'close' }).status(429).end();
  };
  const take: RequestHandler = (req, res) => {
    onEvents(req.body);
    res.setHeader('cache-control', 'no-store').status(202).end();
  };
  // The secret is the right: it opens this and nothing else.
  const steps = [authenticate, limit, jsonBody(bodyLimit, types), take];
  router.post(
    '/api/v1/events',
    ...steps.map((step) => Object.assign(step, { right: 'public' satisfies Right })),
  );
  return router;
}

/** Of one length, whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
