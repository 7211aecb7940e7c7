import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { checkRun, runs } from '../testing/write-safety.ts';
import { startSafetyStack, type SafetyStack } from '../testing/write-world.ts';

let safety: SafetyStack;
beforeAll(async () => {
  safety = await startSafetyStack();
});
afterAll(() => safety.stack.stop());

test('in thousands of runs no real object is lost without its proof, nothing changes under a stale view, a repoint and its undo change only the target', async () => {
  await fc.assert(
    fc.asyncProperty(runs, (run) => checkRun(safety, run)),
    { numRuns: 3000 },
  );
}, 1_800_000);
