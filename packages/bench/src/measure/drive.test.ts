import { describe, expect, test } from 'vitest';
import { drive } from './drive.ts';

describe('drive', () => {
  test('keeps exactly the asked number of operations in flight and numbers them on', async () => {
    let running = 0;
    let most = 0;
    const seen: number[] = [];
    const { done } = await drive(
      async (n) => {
        seen.push(n);
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
      },
      { inFlight: 7, forMs: 20, from: 100 },
    );
    expect(most).toBe(7);
    expect(seen).toEqual(Array.from({ length: done }, (_, index) => 100 + index));
  });

  test('ends with the first failure instead of counting it as speed', async () => {
    const failing = drive((n) => (n === 3 ? Promise.reject(new Error('refused')) : Promise.resolve()), {
      inFlight: 2,
      forMs: 10_000,
      from: 0,
    });
    await expect(failing).rejects.toThrow('refused');
  });
});
