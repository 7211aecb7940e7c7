import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { Router, type Request, type RequestHandler } from 'express';

/**
 * The built web app. Files under `assets/` carry their content's hash in their name and never change; everything else
 * is asked for again each time. Any other GET of a page is answered with the app itself, which knows its addresses.
 */
export function serveWeb(folder: string): RequestHandler {
  const router = Router();
  const index = path.join(folder, 'index.html');
  router.use(
    '/assets',
    express.static(path.join(folder, 'assets'), {
      immutable: true,
      maxAge: '365d',
      index: false,
      fallthrough: true,
      redirect: false,
    }),
  );
  router.use(
    express.static(folder, { index: false, redirect: false, cacheControl: false, setHeaders: revalidate }),
  );
  router.get('/{*page}', (req, res, next) => {
    // A missing script or picture must stay missing: only what is opened as a page gets the app.
    if (!isNavigation(req) || path.extname(req.path) === '.js' || !existsSync(index)) {
      next();
      return;
    }
    revalidate(res);
    // By its folder: an absolute path is refused as soon as any part of it begins with a dot.
    res.sendFile('index.html', { root: folder });
  });
  return router;
}

function revalidate(res: { setHeader(name: string, value: string): unknown }): void {
  res.setHeader('cache-control', 'no-cache');
}

/** Browsers say what they open; of other programs, those that take anything take a page. */
function isNavigation(req: Request): boolean {
  const mode = req.get('sec-fetch-mode');
  if (mode !== undefined) return mode === 'navigate';
  const accept = req.get('accept') ?? '*/*';
  return accept.includes('text/html') || (accept === '*/*' && path.extname(req.path) === '');
}
