import { expect, test } from 'vitest';
import { runScanKills } from '../testing/scan-kill-run.ts';

test('a scan whose console and database are killed loses nothing that it kept, and ends complete', async () => {
  const { hits, faults } = await runScanKills(
    { console: 2, postgres: 1 },
    { keys: 6000, linkEvery: 3, random: Math.random },
  );
  expect(faults).toEqual([]);
  expect(hits).toBeGreaterThan(0);
}, 300_000);
