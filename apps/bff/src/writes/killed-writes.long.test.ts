import { expect, test } from 'vitest';
import { runKills } from '../testing/kill-run.ts';

test('30 kills of console and 30 of OSS under writes leave no change open behind a later one, none lost, none doubled', async () => {
  const { acknowledged, faults } = await runKills({ console: 30, oss: 30 }, { random: Math.random });
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(100);
}, 1_200_000);

test('after 30 kills of console, PostgreSQL and both under writes, each acknowledged write is recorded once, each outcome told, and each link as recorded', async () => {
  const { acknowledged, changes, faults } = await runKills(
    { console: 10, postgres: 10, both: 10 },
    { random: Math.random, untilResolved: true },
  );
  expect(faults).toEqual([]);
  expect(changes.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
  expect(acknowledged).toBeGreaterThan(60);
}, 1_200_000);
