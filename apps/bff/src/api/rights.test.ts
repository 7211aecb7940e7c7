import { operations, type Right } from '@signpost/api-contract';
import type { Express } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp, type AppOptions } from '../app.ts';
import { createRedact } from '../logging/redact.ts';
import { createLog } from '../logging/create-log.ts';
import { createWorkUnderWay } from '../http/work-under-way.ts';
import { callApi } from '../testing/api.ts';
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
  const redact = createRedact([]);
  const log = createLog({ level: 'silent', redact, sink: { write: () => {} } });
  const services = { newId: () => 'id', now: () => new Date(0), log } as unknown as AppOptions['services'];
  return createApp({
    services,
    decide: () => false,
    names: () => ({ hosts: new Set(), origins: new Set() }),
    log,
    redact,
    redactValues: redact,
    webDist: '/nowhere',
    underWay: createWorkUnderWay(),
    basePath: '/',
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
  const keyed = { connection: 'default', bucket: 'any', key: 'any' };
  const inputs = {
    listConnections: {},
    listBuckets: { query: { connection: 'default' } },
    getBucket: { query: { connection: 'default', bucket: 'any' } },
    listObjects: { query: { connection: 'default', bucket: 'any' } },
    getObject: { query: keyed },
    listKeyVersions: { query: keyed },
    getObjectPart: { query: { ...keyed, part: 'tags' } },
    previewObject: { query: keyed },
    downloadObject: { query: keyed },
    completeTarget: { query: { connection: 'default', bucket: 'any', typed: '' } },
    resolveLinks: { body: { connection: 'default', bucket: 'any', links: [] } },
    uploadObject: { query: keyed, ifNoneMatch: '*' as const },
    getHome: { query: { connection: 'default' } },
    listCoverage: { query: { connection: 'default' } },
    startScan: { body: { connection: 'default', bucket: 'any' } },
    listScanSources: { query: { connection: 'default', bucket: 'any' } },
    getScan: { query: { connection: 'default', bucket: 'any' } },
    watchScan: { query: { connection: 'default', bucket: 'any' } },
    controlScan: { body: { connection: 'default', bucket: 'any', do: 'cancel' as const } },
    setScanSchedule: {
      body: { connection: 'default', bucket: 'any', schedule: { repeat: 'off' as const } },
    },
    listLinks: { query: { connection: 'default' } },
    rollUpLinks: { query: { connection: 'default' } },
    exportLinks: { query: { connection: 'default', bucket: 'any' } },
    exportSelection: {
      body: { connection: 'default', bucket: 'any', links: { by: 'keys' as const, keys: ['x'] } },
    },
    exportManifest: { query: { connection: 'default', bucket: 'any', prefix: 'x/' } },
    describeFolders: { body: { connection: 'default', bucket: 'any', prefixes: [] } },
    getMap: { query: { connection: 'default', bucket: 'any' } },
    exportUnpointed: { query: { connection: 'default', bucket: 'any' } },
    getNeighbourhood: { query: keyed },
    listBacklinks: { query: keyed },
    listCandidates: { query: keyed },
    tryReaders: { query: keyed },
    search: { query: { connection: 'default', text: 'x' } },
    preflight: { body: { action: 'delete' as const, ...keyed } },
    createLink: { body: { ...keyed, target: 't' }, ifNoneMatch: '*' as const },
    repointLink: { body: { ...keyed, target: 't' }, ifMatch: 'l.x' },
    deleteLink: { body: keyed, ifMatch: 'l.x' },
    deleteObject: { body: keyed, ifMatch: 'o.x' },
    restoreObject: { body: { ...keyed, storageClass: 'Archive' as const, days: 1 }, ifMatch: 'x' },
    listChanges: { query: { connection: 'default' } },
    countChanges: { query: { connection: 'default' } },
    listAuditEvents: { query: { connection: 'default' } },
    exportAudit: { query: { connection: 'default', format: 'csv' as const } },
    exportChanges: { query: { connection: 'default', format: 'csv' as const } },
    listOutsideChanges: { query: keyed },
    getChange: { query: { connection: 'default', id: 'x' } },
    undoChange: { body: { connection: 'default', change: 'x' }, ifMatch: 'l.x' },
    listFolderChoices: { query: { connection: 'default', bucket: 'any', prefix: 'x/' } },
    listPlans: { query: { connection: 'default' } },
    draftPlan: {
      body: {
        connection: 'default',
        bucket: 'any',
        source: { kind: 'folder-move' as const, prefix: 'x/', to: 'y/' },
      },
    },
    previewRule: {
      body: {
        connection: 'default',
        bucket: 'any',
        links: { by: 'prefix' as const, prefix: 'x/' },
        rule: { kind: 'flatten' as const },
      },
    },
    getPlan: { query: { connection: 'default', plan: 'x' } },
    watchPlan: { query: { connection: 'default', plan: 'x' } },
    listPlanRows: { query: { connection: 'default', plan: 'x' } },
    exportPlanRows: { query: { connection: 'default', plan: 'x' } },
    editPlan: {
      body: {
        connection: 'default',
        plan: 'x',
        revision: 'x',
        rows: { by: 'row' as const, rows: [1] },
        decision: 'leave' as const,
      },
    },
    applyPlan: { body: { connection: 'default', plan: 'x', revision: 'x' } },
    controlPlan: { body: { connection: 'default', plan: 'x', do: 'pause' as const } },
    rollBackPlan: { body: { connection: 'default', plan: 'x' } },
  } satisfies Record<keyof typeof operations, object>;
  for (const [name, parts] of Object.entries(inputs) as [keyof typeof operations, object][]) {
    asked.length = 0;
    const answer = await callApi(stack.bffUrl, name, parts);
    expect(answer, name).toMatchObject({
      status: 403,
      problem: { code: 'right-missing', params: { right: operations[name].right } },
    });
    expect(asked).toEqual([operations[name].right]);
  }
});
