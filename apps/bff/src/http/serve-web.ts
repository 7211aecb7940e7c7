import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { Router, type Request, type RequestHandler } from 'express';

/**
 * The built web app. Files under `assets/` carry their content's hash in their name and never change; everything else
 * is asked for again each time. Any other GET of a page is answered with the app itself, which knows its addresses.
 * One build serves every base path: the page is told its own, and its release.
 */
export function serveWeb(folder: string, told: { basePath: string; release: string }): RequestHandler {
  const router = Router();
  const toFile = (page: string): string =>
    path.join(folder, /^\/(sign-in|account)(\/|$)/.test(page) ? 'account.html' : 'index.html');
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
  const files = express.static(folder, {
    index: false,
    redirect: false,
    cacheControl: false,
    setHeaders: revalidate,
  });
  // The page itself is never sent as the build left it.
  router.use((req, res, next) =>
    /^\/(index|account)\.html$/.test(req.path) ? next() : files(req, res, next),
  );
  router.get('/{*page}', (req, res, next) => {
    // A missing script or picture must stay missing: only what is opened as a page gets the app.
    const file = toFile(req.path);
    if (!isNavigation(req) || path.extname(req.path) === '.js' || !existsSync(file)) {
      next();
      return;
    }
    revalidate(res);
    res.type('text/html').send(tell(readFileSync(file, 'utf8'), told));
  });
  return router;
}

/** Writes base path and release where the build has left room: before its own files, and for its scripts to read. */
function tell(html: string, { basePath, release }: { basePath: string; release: string }): string {
  return html
    .replaceAll('="./', `="${basePath}`)
    .replace('name="base-path" content="/"', `name="base-path" content="${basePath}"`)
    .replace('name="release" content=""', `name="release" content="${release}"`);
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
