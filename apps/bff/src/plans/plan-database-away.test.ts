import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../embedded-postgres/start-embedded-postgres.ts';
import { openDatabase } from '../state/open-database.ts';
import { createState } from '../state/open-state.ts';
import { expectOk } from '../testing/api.ts';
import { drivePlans } from '../testing/plans.ts';
import { startStack } from '../testing/stack.ts';

const links = 24;

test('a database that restarts while a plan is applied neither loses nor doubles a row', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'signpost-plan-away-'));
  const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ folder: path.join(folder, 'db') });
  let postgres = await start();
  const address = postgres.connection;
  const database = await openDatabase(address);
  const { db, close } = database;
  const connectionId = await createState({ db, newId: () => crypto.randomUUID() }).connectionId({
    address: 'away',
    name: 'default',
  });
  const stack = await startStack({
    state: { database: { ...database, address, drop: close }, connectionId },
  });
  onTestFinished(async () => {
    await stack.stop();
    await close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const { admin, bffUrl, faults } = stack;
  const bucket = 'away';
  const name = (i: number): string => `file-${String(i)}.txt`;
  admin.putBucket({ name: bucket });
  for (let i = 0; i < links; i += 1) {
    for (const version of ['1', '2'])
      admin.putObject({ bucket, key: `${version}/${name(i)}`, body: version, contentType: 'text/plain' });
    admin.putSymlink({ bucket, key: `live/${name(i)}`, target: `1/${name(i)}`, contentType: 'text/plain' });
  }
  const plans = drivePlans({ stack, bucket } as never);
  const plan = await plans.draft({ kind: 'folder-move', prefix: 'live/', to: '2/' });
  const writes = faults.add({
    match: { operation: 'PutSymlink', bucket },
    effect: { kind: 'hook', run: () => {} },
  });
  // Rows are claimed, their changes recorded and their writes under way.
  const stops = faults.add({
    match: { operation: 'PutSymlink', bucket },
    skip: 8,
    times: 1,
    effect: { kind: 'hook', run: () => postgres.stop() },
  });
  const { id, revision, needs } = plan;
  const body = {
    connection: 'default',
    plan: id,
    revision,
    accept: needs.accept,
    confirm: needs.confirm ?? 0,
  };
  await expectOk(bffUrl, 'applyPlan', { body });
  await stops.hit;
  postgres = await start();
  const done = await plans.until(id, 'done');
  expect(done.outcomes).toEqual({ applied: links });
  expect(writes.hits).toBe(links);
}, 90_000);
