import { expect, test } from 'vitest';

import { killWhileWriting } from './killed-server.ts';

test('after kill -9 in mid-write nothing acknowledged is lost and nothing half-written is visible', async () => {
  const { acknowledged, faults } = await killWhileWriting(60);
  expect(acknowledged).toBeGreaterThanOrEqual(60);
  expect(faults).toEqual([]);
}, 30_000);
