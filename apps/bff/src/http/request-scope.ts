import type { RequestHandler, Response } from 'express';
import type { Log } from '../logging/create-log.ts';

/** What belongs to one request besides what it asks for. */
export interface RequestScope {
  requestId: string;
  /** Of the caller, as a trusted proxy tells it. */
  address: string | undefined;
  log: Log;
}

const scopes = new WeakMap<Response, RequestScope>();

/** Gives every request an id, shown to the caller and written into each of its log lines, and logs its end. */
export function requestScope(options: {
  log: Log;
  newId: () => string;
  now: () => number;
  /** Told of each request that was answered. */
  onAnswered: (answered: { method: string; path: string; status: number; ms: number }) => void;
}): RequestHandler {
  return (req, res, next) => {
    const requestId = options.newId();
    const log = options.log.child({ requestId });
    const started = options.now();
    scopes.set(res, { requestId, address: req.ip, log });
    res.setHeader('x-request-id', requestId);
    res.once('close', () => {
      // The path without its query: keys and pasted URLs stay out of logs.
      const line = {
        method: req.method,
        path: req.path,
        status: res.statusCode,
        ms: options.now() - started,
      };
      options.onAnswered(line);
      if (res.writableFinished) log.info(line, 'answered');
      else log.info(line, 'caller went away');
    });
    next();
  };
}

/** The scope of the request being answered. */
export function scopeOf(res: Response): RequestScope {
  const scope = scopes.get(res);
  if (scope === undefined) throw new Error('The request id is given before anything else runs');
  return scope;
}
