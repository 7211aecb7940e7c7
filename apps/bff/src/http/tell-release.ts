import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { releaseHeader } from '@signpost/api-contract';
import type { RequestHandler } from 'express';

/** Names the release: a digest of the built page, which names all its files by their content. */
export function readRelease(webDist: string): string {
  const index = path.join(webDist, 'index.html');
  if (!existsSync(index)) return 'none';
  return createHash('sha256').update(readFileSync(index)).digest('hex').slice(0, 12);
}

/** Marks every answer of the API with the release, so that a page knows who answers and whether it is outdated. */
export function tellRelease(release: string): RequestHandler {
  return (_req, res, next) => {
    res.setHeader(releaseHeader, release);
    next();
  };
}
