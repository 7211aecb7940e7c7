import type { RequestHandler } from 'express';

/**
 * Takes the base path off the address of a request. A proxy may already have done so: what does not begin with it stays
 * as it is. The base path without its last slash is sent on to the one with it.
 */
export function takeOffBasePath(basePath: string): RequestHandler {
  const bare = basePath.slice(0, -1);
  return (req, res, next) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (isRead && bare !== '' && req.path === bare) {
      res.redirect(308, `${basePath}${req.url.slice(bare.length)}`);
      return;
    }
    if (req.url.startsWith(basePath)) req.url = req.url.slice(bare.length);
    next();
  };
}
