import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listObjectVersions } from '@signpost/oss-client';
import { expect, onTestFinished, test } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../embedded-postgres/start-embedded-postgres.ts';
import { openDatabase } from '../state/open-database.ts';
import { createState } from '../state/open-state.ts';
import { drivePlans } from '../testing/plans.ts';
import { startStack } from '../testing/stack.ts';

const links = 24;

test.each([
  ['', false],
  [', OSS refusing writes meanwhile,', true],
])(
  'a database that restarts while a plan is applied%s neither loses nor doubles a row',
  async (_, refuses) => {
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
      await postgres.stop();
      await close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    const { admin, faults } = stack;
    const bucket = 'away';
    const name = (i: number): string => `file-${String(i)}.txt`;
    admin.putBucket({ name: bucket });
    admin.setVersioning(bucket, 'Enabled');
    for (let i = 0; i < links; i += 1) {
      for (const version of ['1', '2'])
        admin.putObject({ bucket, key: `${version}/${name(i)}`, body: version, contentType: 'text/plain' });
      admin.putSymlink({ bucket, key: `live/${name(i)}`, target: `1/${name(i)}`, contentType: 'text/plain' });
    }
    const plans = drivePlans({ stack, bucket });
    const plan = await plans.draft({ kind: 'folder-move', prefix: 'live/', to: '2/' });
    // Rows are claimed, their changes recorded and their writes under way.
    const stops = faults.add({
      match: { operation: 'PutSymlink', bucket },
      skip: 8,
      times: 1,
      effect: { kind: 'hook', run: () => postgres.stop() },
    });
    // The failure of a write cannot be recorded either: its change stays open.
    const busy = refuses
      ? faults.add({ match: { operation: 'PutSymlink', bucket }, skip: 8, effect: { kind: 'busy' } })
      : undefined;
    const { id } = plan;
    await plans.begin(plan);
    await stops.hit;
    postgres = await start();
    busy?.remove();
    // A change that may have been sent is open for two minutes; its row is not tried again meanwhile.
    const settled = async () => {
      const { applied = 0, unknown = 0, ...others } = (await plans.get(id)).outcomes;
      return { settled: applied + unknown, others };
    };
    await expect.poll(settled, { timeout: 25_000 }).toEqual({ settled: links, others: {} });
    const { entries } = await listObjectVersions(stack.client, { bucket, prefix: 'live/' });
    const rows = await plans.rows(id);
    const versions = rows.map(({ key, outcome }) => [
      outcome,
      entries.filter((one) => one.key === key).length,
    ]);
    for (const [outcome, count] of versions) expect(outcome === 'applied' ? [2] : [1, 2]).toContain(count);
    expect(versions.length).toBe(links);
  },
  90_000,
);
