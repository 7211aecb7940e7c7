import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../embedded-postgres/start-embedded-postgres.ts';
import { callApi, expectOk, readForWrite } from '../testing/api.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { openDatabase } from './open-database.ts';
import { createState } from './open-state.ts';

let folder: string;
let postgres: EmbeddedPostgres;
let stack: Stack;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-away-'));
  postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'db') });
  const address = postgres.connection;
  const database = await openDatabase(address);
  const connectionId = await createState({ db: database.db, newId: () => crypto.randomUUID() }).connectionId({
    address: 'away',
    name: 'default',
  });
  stack = await startStack({
    // As `npm start` is: open until somebody sets it up.
    accounts: { from: 'set-up' },
    state: { database: { ...database, address, drop: database.close }, connectionId },
  });
  stack.admin.putBucket({ name: 'bkt' });
  stack.admin.putObject({ bucket: 'bkt', key: 'target', body: 'x' });
}, 60_000);
afterAll(async () => {
  await stack.stop();
  await stack.state.database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const scope = { connection: 'default', bucket: 'bkt' };
const create = (key: string) =>
  callApi(stack.bffUrl, 'createLink', { body: { ...scope, key, target: 'target' }, ifNoneMatch: '*' });

test('while PostgreSQL is away writes are refused and browsing goes on; afterwards writes work again', async () => {
  const { change } = await expectOk(stack.bffUrl, 'createLink', {
    body: { ...scope, key: 'before', target: 'target' },
    ifNoneMatch: '*',
  });
  // Stopped rather than killed, so that it does not come back while the test looks.
  await postgres.stop();
  const sent = stack.faults.add({
    match: { operation: 'PutSymlink' },
    effect: { kind: 'hook', run: () => {} },
  });
  expect(await create('meanwhile')).toMatchObject({ status: 503, problem: { code: 'change-not-recorded' } });
  expect(sent.hits).toBe(0);
  const { token } = await readForWrite(stack.bffUrl, { ...scope, key: 'before' });
  expect(token).toBeDefined();
  await expectOk(stack.bffUrl, 'listObjects', { query: scope });
  await expectOk(stack.bffUrl, 'getHome', { query: { connection: 'default' } });
  const preflight = await expectOk(stack.bffUrl, 'preflight', {
    body: { action: 'repoint', ...scope, key: 'before', target: 'other' },
  });
  // What is to be done by hand meanwhile.
  expect(preflight.formats.ossutil).toContain('ossutil');
  for (const operation of ['listChanges', 'getChange'] as const) {
    const answer = await callApi(stack.bffUrl, operation, {
      query: { connection: 'default', ...(operation === 'getChange' ? { id: change.id } : {}) } as never,
    });
    expect(answer).toMatchObject({ status: 503, problem: { code: 'database-unavailable', retryable: true } });
  }
  postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'db') });
  expect(await create('afterwards')).toMatchObject({ ok: true, body: { change: { outcome: 'applied' } } });
}, 60_000);
