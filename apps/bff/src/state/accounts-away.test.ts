import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../embedded-postgres/start-embedded-postgres.ts';
import { callApi } from '../testing/api.ts';
import { setUpAdministrator, type Person } from '../testing/people.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { openDatabase } from './open-database.ts';
import { createState } from './open-state.ts';

let folder: string;
let postgres: EmbeddedPostgres;
let stack: Stack;
let ada: Person;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-away-'));
  postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'db') });
  const address = postgres.connection;
  const database = await openDatabase(address);
  const state = createState({ db: database.db, newId: () => crypto.randomUUID() });
  const connectionId = await state.connectionId({ address: 'away', name: 'default' });
  stack = await startStack({
    accounts: {},
    state: { database: { ...database, address, drop: database.close }, connectionId },
  });
  ada = await setUpAdministrator(stack);
}, 60_000);
afterAll(async () => {
  await stack.stop();
  await stack.state.database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('while PostgreSQL is away nobody is taken for a stranger, and nobody for somebody', async () => {
  await postgres.stop();
  const away = { status: 503, problem: { code: 'database-unavailable', retryable: true } };
  const { email, password } = ada;
  expect(await ada.call('listConnections')).toMatchObject(away);
  expect(await ada.call('getSession')).toMatchObject(away);
  expect(await callApi(stack.bffUrl, 'signIn', { body: { email, password } })).toMatchObject(away);
  expect(
    await callApi(stack.bffUrl, 'listConnections', { headers: { authorization: 'Bearer signpost_x' } }),
  ).toMatchObject(away);
  // What needs nobody does not ask.
  expect((await fetch(`${stack.bffUrl}/healthz`)).status).toBe(200);

  postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'db') });
  await expect.poll(async () => (await ada.call('listConnections')).status, { timeout: 20_000 }).toBe(200);
});
