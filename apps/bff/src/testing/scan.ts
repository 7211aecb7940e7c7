import { expect, vi } from 'vitest';
import type { Coverage } from '@signpost/api-contract';
import { expectOk } from './api.ts';

/** Reads a bucket into the link index and waits until that has ended. */
export async function scanBucket(
  url: string,
  bucket: string,
  end: Coverage['state'] = 'complete',
): Promise<void> {
  const scope = { connection: 'default', bucket };
  await expectOk(url, 'startScan', { body: scope });
  await vi.waitFor(
    async () => {
      const { items } = await expectOk(url, 'listCoverage', { query: scope });
      expect(items[0]?.state).toBe(end);
    },
    { timeout: 10_000, interval: 20 },
  );
}
