import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { manifestSchemaPath, toManifestJsonSchema } from '@signpost/api-contract/manifest';
import { toOpenApi } from '@signpost/api-contract/openapi';
import { Router, type Request } from 'express';
import { parseQuery } from '../../http/parse-query.ts';
import { signInCallbackPath } from '../../http/write-guard.ts';
import { guarded, methodNotAllowed } from '../mount-operations.ts';
import type { Services } from '../services.ts';
import { createReadinessCheck } from './readiness.ts';
import { referenceCss } from './reference-css.ts';
import { referenceLanguages, type ReferenceLanguage } from './reference-texts.ts';
import { referenceThemes, renderReference } from './render-reference.ts';
import { answerSignInCallback } from './sign-in-callback.ts';

/** What is answered to anybody: whether we live, whether OSS can be reached, and what the API is. */
export function createPages(
  services: Services,
  { basePath, webDist }: { basePath: string; webDist: string },
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const checkReadiness = createReadinessCheck(services);
  const paths = ['/healthz', '/readyz', '/metrics', '/api/v1/openapi.json', '/api/v1/reference'];
  router.get(
    '/healthz',
    guarded('public', (_req, res) => {
      res.setHeader('cache-control', 'no-store').json({ status: 'ok' });
    }),
  );
  router.get(
    '/readyz',
    guarded('public', async (_req, res) => {
      const notReady = await checkReadiness();
      res.setHeader('cache-control', 'no-store');
      res.status(notReady === undefined ? 200 : 503).json(notReady ?? { status: 'ready' });
    }),
  );
  router.get(
    '/metrics',
    guarded('public', async (_req, res) => {
      const { contentType, text } = await services.metrics.render();
      res.setHeader('cache-control', 'no-store').type(contentType).send(text);
    }),
  );
  const manifestSchema = toManifestJsonSchema();
  router.get(
    manifestSchemaPath,
    guarded('public', (_req, res) => {
      res
        .type('application/schema+json')
        .send(JSON.stringify({ ...manifestSchema, $id: services.origin() + manifestSchemaPath }, null, 2));
    }),
  );
  const fonts = findFontSheets(webDist);
  const document = { ...toOpenApi(), servers: [{ url: basePath }] };
  router.get(
    '/api/v1/openapi.json',
    guarded('public', (_req, res) => {
      res.json(document);
    }),
  );
  router.get(
    '/api/v1/reference',
    guarded('public', (req, res) => {
      const { language, theme } = parseQuery(req.url);
      const look = {
        language: referenceLanguages.find((one) => one === language) ?? preferredLanguage(req),
        theme: referenceThemes.find((one) => one === theme),
        origin: services.origin(),
        fonts,
      };
      res.setHeader('vary', 'accept-language').type('text/html').send(renderReference(look));
    }),
  );
  router.get(
    '/api/v1/reference.css',
    guarded('public', (_req, res) => {
      res.type('text/css').send(referenceCss);
    }),
  );
  router.get(signInCallbackPath, guarded('public', answerSignInCallback(services, basePath)));
  for (const path of [...paths, signInCallbackPath, manifestSchemaPath, '/api/v1/reference.css'])
    router.all(path, methodNotAllowed(['GET']));
  return router;
}

/** What the browser asks for; English where it asks for neither. */
function preferredLanguage(req: Request): ReferenceLanguage {
  const found = req.acceptsLanguages('en', 'zh-CN', 'zh');
  return found === 'zh-CN' || found === 'zh' ? 'zh-CN' : 'en';
}

/** The style sheets of the build that declare the fallback fonts; their names hold a digest. */
function findFontSheets(webDist: string): string[] {
  const folder = path.join(webDist, 'assets');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => /^fonts-fallback.*\.css$/.test(name));
}
