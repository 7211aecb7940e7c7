import { expect, test } from 'vitest';
import { runScanKills } from '../testing/scan-kill-run.ts';

test('200,000 keys whose scan is killed at 16 moments are known wholly, each page that was kept read once', async () => {
  const { hits, report, faults } = await runScanKills(
    { console: 8, postgres: 4, both: 4 },
    { keys: 199_000, linkEvery: 20, random: Math.random },
  );
  expect(faults).toEqual([]);
  expect(hits).toBeGreaterThan(4);
  expect(report.scan.state).toBe('ended');
}, 3_600_000);
