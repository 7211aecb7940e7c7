import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { checkPlanRun, planRuns, type PlanRun } from '../testing/plan-safety.ts';
import { startStack, type Stack } from '../testing/stack.ts';

/** Somebody outside changes a link between draft and apply, in each way there is. */
const drifted: PlanRun[] = [0, 1, 2].map((act) => ({
  versioning: 'never',
  steps: [
    { do: 'draft', by: 0, source: 'move', folder: 2, name: 'a.txt' },
    { do: 'outside', act, name: 'b.txt' },
    { do: 'apply', by: 0, meanwhile: act },
    { do: 'roll-back', by: 0 },
    { do: 'outside', act, name: 'c.txt' },
    { do: 'apply', by: 0, meanwhile: undefined },
  ],
}));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ bff: { logLevel: 'error' } });
});
afterAll(() => stack.stop());

test('plans of two people and an outsider write no link in a state that nobody saw, and no real object', async () => {
  await fc.assert(
    fc.asyncProperty(planRuns, (run) => checkPlanRun(stack, run)),
    { numRuns: 20, examples: drifted.map((run) => [run]) },
  );
}, 180_000);
