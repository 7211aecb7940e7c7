import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';
import { checkRun, runs } from '../testing/write-safety.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ bff: { logLevel: 'error' } });
});
afterAll(() => stack.stop());

test('no real object is lost without its proof, nothing changes under a stale view, a repoint and its undo change only the target', async () => {
  await fc.assert(
    fc.asyncProperty(runs, (run) => checkRun(stack, run)),
    { numRuns: 80 },
  );
}, 120_000);
