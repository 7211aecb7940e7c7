import { afterEach, expect, test } from 'vitest';

import { killWhileWriting, stopStarted } from './killed-server.ts';

afterEach(stopStarted);

test('after kill -9 in mid-write nothing acknowledged is lost and nothing half-written is visible', async () => {
  const { acknowledged, faults } = await killWhileWriting(60);
  expect(acknowledged).toBeGreaterThanOrEqual(60);
  expect(faults).toEqual([]);
}, 60_000);
