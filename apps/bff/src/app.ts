import { operations } from '@signpost/api-contract';
import express, { type Express, type RequestHandler } from 'express';
import { recordAccounts } from './api/account-events.ts';
import { apiHandlers } from './api/v1/handlers.ts';
import type { PermitSource } from './auth/permit-source.ts';
import { hostAllowList, type OwnNames } from './http/host-allow-list.ts';
import { mountOperations } from './api/mount-operations.ts';
import { notFound } from './http/not-found.ts';
import { refuseWhileStopping } from './http/refuse-while-stopping.ts';
import { requestScope } from './http/request-scope.ts';
import type { WorkUnderWay } from './http/work-under-way.ts';
import { securityHeaders } from './http/security-headers.ts';
import { sendProblem } from './http/send-problem.ts';
import { serveWeb } from './http/serve-web.ts';
import { readRelease, tellRelease } from './http/tell-release.ts';
import { takeOffBasePath } from './http/take-off-base-path.ts';
import { writeGuard } from './http/write-guard.ts';
import type { Log } from './logging/create-log.ts';
import type { Redact } from './logging/redact.ts';
import { createPages } from './api/pages/pages.ts';
import type { Services } from './api/services.ts';

export interface AppOptions {
  services: Services;
  permits: PermitSource;
  names: () => OwnNames;
  log: Log;
  redact: Redact;
  /** Absent where no OSS events are taken. */
  events?: RequestHandler | undefined;
  /** For answers that succeed. */
  redactValues: Redact;
  webDist: string;
  basePath: string;
  /** Proxies whose word is taken for the address of a caller. */
  trustedProxies: readonly string[];
  underWay: WorkUnderWay;
  isStopping: () => boolean;
}

/** Paths hold no keys, but anybody may ask for any path: only those of the API have a label of their own. */
const knownRoutes: ReadonlySet<string> = new Set(Object.values(operations).map(({ path }) => path));

function toRoute(path: string): string {
  return knownRoutes.has(path) ? path : 'other';
}

/** The whole way of a request, in order. */
export function createApp(options: AppOptions): Express {
  const { services, permits, names, log, redact, redactValues, webDist, basePath, underWay, isStopping } =
    options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('trust proxy', options.trustedProxies);

  app.use(
    requestScope({
      log,
      newId: services.newId,
      now: () => services.now().getTime(),
      onAnswered: ({ method, path, status, ms }) =>
        services.metrics.request({ method, route: toRoute(path), status, seconds: ms / 1000 }),
    }),
  );
  app.use(securityHeaders());
  app.use(hostAllowList(names));
  app.use(takeOffBasePath(basePath));
  const release = readRelease(webDist);
  app.use('/api', tellRelease(release));
  app.use(refuseWhileStopping(isStopping));
  if (options.events !== undefined) app.use(options.events);
  app.use(writeGuard(names));
  app.use(createPages(services, { basePath, webDist }));
  app.use(
    mountOperations({ handlers: recordAccounts(apiHandlers), services, permits, underWay, redactValues }),
  );
  app.use('/api', notFound());
  app.use(serveWeb(webDist, { basePath, release }));
  app.use(notFound());
  app.use(sendProblem(redact, basePath));
  return app;
}
