import { expect, test } from 'vitest';
import { runKills } from '../testing/kill-run.ts';

test('30 kills of console and 30 of OSS under writes leave no change open behind a later one, none lost, none doubled', async () => {
  const { acknowledged, faults } = await runKills({ console: 30, oss: 30 }, Math.random);
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(100);
}, 1_200_000);
