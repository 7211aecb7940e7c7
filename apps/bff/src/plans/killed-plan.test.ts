import { expect, test } from 'vitest';
import { runPlanKills } from '../testing/plan-kill-run.ts';

test('a plan whose console, OSS and database are killed loses no row and writes none twice', async () => {
  const links = 150;
  const { applied, faults } = await runPlanKills(
    { console: 2, oss: 1, postgres: 1 },
    { links, random: Math.random, rollsBack: false },
  );
  expect(faults).toEqual([]);
  const { applied: done = 0, unknown = 0 } = applied.outcomes;
  expect(done + unknown).toBe(links);
  expect(done).toBeGreaterThan(links / 2);
}, 300_000);
