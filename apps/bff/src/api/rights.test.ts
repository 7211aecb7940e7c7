import { operations, type Right } from '@signpost/api-contract';
import type { Express } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp, type AppOptions } from '../app.ts';
import { ownerPermits } from '../auth/permit-source.ts';
import { createRedact } from '../logging/redact.ts';
import { createSecretList } from '../logging/secret-list.ts';
import { createLog } from '../logging/create-log.ts';
import { createWorkUnderWay } from '../http/work-under-way.ts';
import { callApi } from '../testing/api.ts';
import { toInputs } from '../testing/operation-inputs.ts';
import { startStack, type Stack } from '../testing/stack.ts';

interface Layer {
  route?: { path: string; stack: { handle: { right?: Right } }[] };
  handle: { stack?: Layer[] };
}

/** Every route of an app, with the rights its handlers ask for. */
function walk(layers: Layer[]): { path: string; rights: (Right | undefined)[] }[] {
  return layers.flatMap(({ route, handle }) => {
    if (route !== undefined)
      return [{ path: route.path, rights: route.stack.map((layer) => layer.handle.right) }];
    return handle.stack === undefined ? [] : walk(handle.stack);
  });
}

const layersOf = (app: Express): Layer[] => (app as unknown as { router: { stack: Layer[] } }).router.stack;

function makeApp(): Express {
  const redact = createRedact(createSecretList());
  const log = createLog({ level: 'silent', redact, sink: { write: () => {} } });
  const services = { newId: () => 'id', now: () => new Date(0), log } as unknown as AppOptions['services'];
  return createApp({
    services,
    permits: ownerPermits(() => false),
    names: () => ({ hosts: new Set(), origins: new Set() }),
    log,
    redact,
    redactValues: redact,
    webDist: '/nowhere',
    underWay: createWorkUnderWay(),
    basePath: '/',
    trustedProxies: [],
    isStopping: () => false,
  });
}

const withoutRight = (app: Express): string[] =>
  walk(layersOf(app))
    // The web app's own page: what it shows, it asks for.
    .filter(({ path }) => path !== '/{*page}')
    .filter(({ rights }) => rights.some((right) => right === undefined))
    .map(({ path }) => path);

test('every route states its right', () => {
  const app = makeApp();
  const paths = walk(layersOf(app)).map(({ path }) => path);
  for (const { path } of Object.values(operations)) expect(paths).toContain(path);
  expect(withoutRight(app)).toEqual([]);
});

test('a route without one is found', () => {
  const app = makeApp();
  app.get('/api/v1/planted', (_req, res) => void res.end());
  expect(withoutRight(app)).toEqual(['/api/v1/planted']);
});

const asked: Right[] = [];
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    bff: {
      decide: (_actor, right) => {
        asked.push(right);
        return false;
      },
    },
  });
});
afterAll(() => stack.stop());

test('a decider that says no is obeyed by every operation, before OSS is asked', async () => {
  const inputs = toInputs({ bucket: 'any', key: 'any', prefix: 'x/' });
  for (const [name, parts] of Object.entries(inputs) as [keyof typeof operations, object][]) {
    asked.length = 0;
    const answer = await callApi(stack.bffUrl, name, parts);
    expect(answer, name).toMatchObject({
      status: 403,
      problem: { code: 'right-missing', params: { right: operations[name].right } },
    });
    expect(new Set(asked)).toEqual(new Set([operations[name].right]));
  }
});
