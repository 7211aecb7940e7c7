import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { checkRun, runs } from '../testing/write-safety.ts';
import { startSafetyStack, type Run, type SafetyStack, type Step } from '../testing/write-world.ts';

const step: Step = {
  verb: 'repoint',
  reads: 'fresh',
  wire: 'fine',
  target: 'b',
  proof: 'none',
  accept: false,
  outsider: 0,
};
/** Runs that failed before. */
const failedBefore: Run[] = [
  // A repoint, too, asks for the proof of an object that the null version of the link hides.
  { versioning: 'Suspended', start: 'object under a link', steps: [step, { ...step, verb: 'create' }] },
];

let safety: SafetyStack;
beforeAll(async () => {
  safety = await startSafetyStack();
});
afterAll(() => safety.stack.stop());

test('no real object is lost without its proof, nothing changes under a stale view, a repoint and its undo change only the target', async () => {
  await fc.assert(
    fc.asyncProperty(runs, (run) => checkRun(safety, run)),
    { numRuns: 80, examples: failedBefore.map((run) => [run]) },
  );
}, 120_000);
