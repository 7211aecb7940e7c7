import { toOpenApi } from '@signpost/api-contract/openapi';
import { Router } from 'express';
import { guarded, methodNotAllowed } from '../http/mount-operations.ts';
import type { Services } from '../services.ts';
import { isReady } from './is-ready.ts';
import { renderReference } from './render-reference.ts';

/** What is answered to anybody: whether we live, whether OSS can be reached, and what the API is. */
export function createPages(services: Services): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const paths = ['/healthz', '/readyz', '/api/v1/openapi.json', '/api/v1/reference'];
  router.get(
    '/healthz',
    guarded('public', (_req, res) => void res.setHeader('cache-control', 'no-store').json({ status: 'ok' })),
  );
  router.get(
    '/readyz',
    guarded('public', async (_req, res) => {
      const ready = await isReady(services);
      res.setHeader('cache-control', 'no-store');
      res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'OSS cannot be reached' });
    }),
  );
  const document = toOpenApi();
  const reference = renderReference();
  router.get(
    '/api/v1/openapi.json',
    guarded('public', (_req, res) => void res.json(document)),
  );
  router.get(
    '/api/v1/reference',
    guarded('public', (_req, res) => void res.type('text/html').send(reference.html)),
  );
  router.get(
    '/api/v1/reference.css',
    guarded('public', (_req, res) => void res.type('text/css').send(reference.css)),
  );
  for (const path of [...paths, '/api/v1/reference.css']) router.all(path, methodNotAllowed(['GET']));
  return router;
}
