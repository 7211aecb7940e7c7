import { listObjectsV2, OssError } from '@signpost/oss-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';
import { budgetClient } from './budgeted-client.ts';
import type { CallBudget } from './call-budget.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: 'budgeted' });
});
afterAll(() => stack.stop());

test('a call waits for the budget, and a caller who leaves meanwhile gets the error of the client', async () => {
  const waiting = Promise.withResolvers<void>();
  const budget: CallBudget = {
    take: (_account, _lane, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        waiting.resolve();
      }),
  };
  const client = budgetClient(stack.client, { budget, account: 'a', lane: 'person' });
  const sent = stack.faults.add({
    match: { operation: 'ListObjects' },
    effect: { kind: 'hook', run: () => {} },
  });
  const leaving = new AbortController();
  const listed = listObjectsV2(client, { bucket: 'budgeted', signal: leaving.signal });
  await waiting.promise;
  leaving.abort();
  const error: unknown = await listed.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OssError);
  expect((error as OssError).detail).toMatchObject({ kind: 'transport', phase: 'aborted' });
  expect(sent.hits).toBe(0);
});
