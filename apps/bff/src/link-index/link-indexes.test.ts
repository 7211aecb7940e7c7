import { randomUUID } from 'node:crypto';
import type { DailyStats } from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Connection } from '../oss/connections.ts';
import { createTargetCache } from '../oss/target-cache.ts';
import { createState } from '../state/open-state.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { addIndexes, type IndexedConnection } from './indexed-connection.ts';

let stack: Stack;
let recorded: DailyStats[] = [];
let connection: IndexedConnection;
beforeAll(async () => {
  stack = await startStack();
  for (const name of ['first', 'second']) {
    stack.admin.putBucket({ name });
    stack.admin.putObject({ bucket: name, key: 'target', body: 'x' });
    stack.admin.putSymlink({ bucket: name, key: 'link', target: 'target' });
  }
});
afterAll(() => stack.stop());
beforeEach(async () => {
  recorded = [];
  const ports = createState({ db: stack.state.database.db, newId: randomUUID });
  const id = await ports.connectionId({ address: randomUUID(), name: 'default' });
  const plain = {
    config: { id: 'id' },
    background: stack.client,
    targets: createTargetCache(),
    facts: { readsArchiveDirectly: async () => false, lifecycle: async () => [] },
  };
  const silent = { publish: async () => {}, others: async () => [] };
  connection = addIndexes(plain as unknown as Connection, {
    now: () => Date.now(),
    changeLog: ports.changeLog,
    dailyStatsOf: () => ({ list: async () => [], record: async (stats) => void recorded.push(stats) }),
    sharedCoverages: { of: () => silent, renew: async () => {}, withdraw: async () => {} },
    indexStoreOf: () => ports.indexStoreOf(id),
    scanStoreOf: () => ports.scanStoreOf(id),
    outsideChangesOf: () => ports.outsideChangesOf(id),
    scheduleStoreOf: () => ports.scheduleStoreOf(id),
    onNotKept: () => {},
    onStatsLost: () => {},
    onNotShared: () => {},
  });
});

test('the numbers of a day wait until no bucket is being scanned', async () => {
  const { indexes } = connection;
  const held = stack.faults.add({
    match: { operation: 'ListObjectsV2', bucket: 'second' },
    effect: { kind: 'stall', when: 'before' },
  });
  await indexes.scan('second');
  await held.hit;
  await indexes.scan('first');
  await indexes.scanned('first');
  expect(recorded).toEqual([]);
  held.remove();
  await indexes.scanned('second');
  expect(recorded.map(({ links }) => links)).toEqual([2]);
});

test('an older answer does not take the place of a newer one', async () => {
  const { indexes } = connection;
  await indexes.scan('first');
  await indexes.scanned('first');
  const newest = indexes.get('first')?.get('link');
  const before = new Date(Date.parse(newest?.lastModified ?? '') - 60_000);
  const older = { key: 'link', etag: 'OLD', target: 'elsewhere', storageClass: 'Standard' };
  indexes.observeLink('first', { ...older, lastModified: before });
  expect(indexes.get('first')?.get('link')).toEqual(newest);
  const after = new Date(Date.parse(newest?.lastModified ?? '') + 60_000);
  indexes.observeLink('first', { ...older, lastModified: after });
  expect(indexes.get('first')?.get('link')).toMatchObject({ target: 'elsewhere' });
});
