import { beforeEach, expect, test } from 'vitest';
import type { KeyRef } from '../changes/change-log.ts';
import type { KeyLease } from '../writes/key-lease.ts';

/** What every key lease promises. `open` gives two holders that share their keys, as two replicas do. */
export function keyLeaseContract(
  open: () => Promise<{ replicas: [KeyLease, KeyLease]; connection: string }>,
): void {
  let replicas: [KeyLease, KeyLease];
  let key: KeyRef;
  let counter = 0;
  beforeEach(async () => {
    const opened = await open();
    replicas = opened.replicas;
    key = { connection: opened.connection, bucket: 'b', key: `k ${(counter += 1)} 中\n` };
  });

  test('one writer at a time works on a key, over both replicas', async () => {
    let atWork = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setTimeout(resolve, 3));
      atWork -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, (_, i) => replicas[i % 2 === 0 ? 0 : 1].with(key, work)));
    expect(most).toBe(1);
  });

  test('writers of different keys do not wait for each other', async () => {
    const inner = await replicas[0].with(key, () =>
      replicas[1].with({ ...key, key: 'other' }, async () => 'inside'),
    );
    expect(inner).toBe('inside');
  });

  test('a failed work gives its key back and passes its error on', async () => {
    await expect(
      replicas[0].with(key, async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await replicas[1].with(key, async () => 'next')).toBe('next');
  });

  test('the lease is held while its work goes on', async () => {
    await replicas[0].with(key, async (lease) => expect(() => lease.assertHeld()).not.toThrow());
  });
}
