import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';
import { checkRun, runs } from '../testing/write-safety.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ bff: { logLevel: 'error' } });
});
afterAll(() => stack.stop());

test('in thousands of runs no real object is lost without its proof, nothing changes under a stale view, a repoint and its undo change only the target', async () => {
  await fc.assert(
    fc.asyncProperty(runs, (run) => checkRun(stack, run)),
    { numRuns: 3000 },
  );
}, 1_800_000);
