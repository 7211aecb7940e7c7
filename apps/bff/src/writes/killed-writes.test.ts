import { expect, test } from 'vitest';
import { runKills } from '../testing/kill-run.ts';

test('kills of console and OSS under writes leave no change open behind a later one, none lost, none doubled', async () => {
  const { acknowledged, faults } = await runKills({ console: 4, oss: 2 }, { random: Math.random });
  expect(faults).toEqual([]);
  expect(acknowledged).toBeGreaterThan(10);
}, 180_000);
