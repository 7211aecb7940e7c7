import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { JobContext, JobHandlers, JobWorker } from '../jobs/job-queue.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { startPgBossQueue } from './pg-boss-queue.ts';

let database: TestDatabase;
const workers: JobWorker[] = [];
const errors: string[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(() => database.drop());

async function start(handlers: Partial<JobHandlers>): Promise<JobWorker> {
  const worker = await startPgBossQueue({
    pool: database.pool,
    handlers: { 'apply-retention': async () => {}, ...handlers },
    onError: (error) => errors.push(error.message),
    pollSeconds: 0.5,
  });
  workers.push(worker);
  return worker;
}

test('a job is done once, by whichever replica takes it, and a waiting one is not added again', async () => {
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const handler = (name: string) => async () => {
    done.push(name);
    await gate.promise;
  };
  const first = await start({ 'apply-retention': handler('one') });
  await start({ 'apply-retention': handler('two') });
  await first.queue.enqueue('apply-retention', {}, { singleton: 'daily' });
  await vi.waitFor(() => expect(done).toHaveLength(1), { timeout: 20_000 });
  gate.resolve();
  const tomorrow = { singleton: 'later', after: new Date(Date.now() + 86_400_000) };
  const waiting = await first.queue.enqueue('apply-retention', {}, tomorrow);
  expect(waiting).toBeDefined();
  expect(await first.queue.enqueue('apply-retention', {}, tomorrow)).toBeUndefined();
  await first.queue.cancel('apply-retention', waiting ?? '');
  expect(await first.queue.enqueue('apply-retention', {}, tomorrow)).toBeDefined();
  expect(done).toHaveLength(1);
});

test('a job is told when the process ends', async () => {
  const started = Promise.withResolvers<JobContext>();
  const worker = await start({
    'apply-retention': async (_, context) => {
      started.resolve(context);
      await new Promise((resolve) => context.signal.addEventListener('abort', resolve));
    },
  });
  await worker.queue.enqueue('apply-retention', {}, { singleton: 'all' });
  const { signal } = await started.promise;
  await worker.stop();
  expect(signal.aborted).toBe(true);
});
