import { expect, test } from 'vitest';
import { runPlanKills, runRenameKills } from '../testing/plan-kill-run.ts';

test('10,000 links killed at 20 moments are written once each, and taken back whole', async () => {
  const links = 10_000;
  const { applied, rolledBack, faults } = await runPlanKills(
    { console: 8, oss: 6, postgres: 4, both: 2 },
    { links, random: Math.random, rollsBack: true },
  );
  expect(faults).toEqual([]);
  expect(applied.outcomes).toEqual({ applied: links });
  expect(rolledBack?.outcomes).toEqual({ applied: links });
}, 3_600_000);

test('a rename of 300 objects and their links, killed at 8 moments, writes each step once and in order', async () => {
  const objects = 300;
  const { applied, faults } = await runRenameKills(
    { console: 4, oss: 2, postgres: 1, both: 1 },
    { objects, random: Math.random },
  );
  expect(faults).toEqual([]);
  expect(applied.outcomes).toEqual({ applied: objects * 3 });
}, 1_200_000);
