import { expect, it, onTestFinished, vi } from 'vitest';
import { expectOk } from '../../../testing/api.ts';
import { startStack } from '../../../testing/stack.ts';

it('lists broken links worst first, whatever the order of their keys', async () => {
  const stack = await startStack();
  onTestFinished(() => stack.stop());
  const bucket = 'order';
  stack.admin.putBucket({ name: bucket });
  stack.admin.putObject({ bucket, key: 'there.txt', body: 'x' });
  stack.admin.putObject({ bucket, key: 'cold.bin', body: 'x', storageClass: 'ColdArchive' });
  stack.admin.putObject({ bucket, key: 'dir/file.txt', body: 'x' });
  stack.admin.putSymlink({ bucket, key: 'fine', target: 'there.txt' });
  const targets = { a: 'cold.bin', b: 'dir', c: 'fine', d: 'd', e: 'gone.txt' };
  for (const [key, target] of Object.entries(targets)) stack.admin.putSymlink({ bucket, key, target });

  const query = { connection: 'default' };
  await expectOk(stack.bffUrl, 'startScan', { body: { ...query, bucket } });
  const brokenLinks = await vi.waitFor(
    async () => {
      const home = await expectOk(stack.bffUrl, 'getHome', { query });
      expect(home.buckets.find(({ coverage }) => coverage.bucket === bucket)?.coverage.state).toBe(
        'complete',
      );
      return home.brokenLinks;
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(brokenLinks.map(({ key, health }) => `${key} ${health}`)).toEqual([
    'e missing',
    'd self',
    'c chained',
    'b folder',
    'a cold',
  ]);
});
