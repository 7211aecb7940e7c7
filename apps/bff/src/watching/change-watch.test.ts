import { expect, onTestFinished, test } from 'vitest';
import { createChangeWatch } from './change-watch.ts';

const never = new AbortController().signal;

test('everybody who follows a plan is told by one look at it', async () => {
  let stamp = 'one';
  let looks = 0;
  const plan = {
    id: 'plan',
    stamp: async () => {
      looks += 1;
      return stamp;
    },
  };
  const watch = createChangeWatch({ everyMs: 1 });
  onTestFinished(() => watch.stop());
  const watchers = Array.from({ length: 50 }, () => watch.open(plan));
  const told = Promise.all(watchers.map(async (watcher) => watcher?.changed('one', never)));
  await expect.poll(() => looks).toBeGreaterThan(3);
  stamp = 'two';
  const before = looks;
  expect(new Set(await told)).toEqual(new Set(['two']));
  expect(looks - before).toBeLessThan(5);
});

test('a plan that nobody follows any more is not looked at', async () => {
  let looks = 0;
  const plan = {
    id: 'plan',
    stamp: async () => {
      looks += 1;
      return 'one';
    },
  };
  const watch = createChangeWatch({ everyMs: 1 });
  const leaving = new AbortController();
  const told = watch.open(plan)?.changed('one', leaving.signal);
  await expect.poll(() => looks).toBeGreaterThan(1);
  leaving.abort();
  expect(await told).toBeUndefined();
  // One look may be under way.
  const other = watch.open({ ...plan, id: 'other' })?.changed('one', AbortSignal.timeout(50));
  const before = looks;
  await other;
  const ofOther = looks - before;
  await watch.open({ ...plan, id: 'third' })?.changed('none', never);
  expect(looks - before - ofOther).toBeLessThan(4);
});

test('a database that is away keeps nobody from being told later', async () => {
  let isAway = true;
  const plan = {
    id: 'plan',
    stamp: async () => {
      if (!isAway) return 'two';
      isAway = false;
      throw new Error('away');
    },
  };
  const watch = createChangeWatch({ everyMs: 1 });
  onTestFinished(() => watch.stop());
  expect(await watch.open(plan)?.changed('one', never)).toBe('two');
});

test('no more callers follow anything than the process takes, and each place is free again once', async () => {
  const watch = createChangeWatch({ maxWatchers: 1 });
  const plan = { id: 'plan', stamp: async () => 'one' };
  const first = watch.open(plan);
  expect(watch.open(plan)).toBeUndefined();
  first?.close();
  first?.close();
  const second = watch.open(plan);
  expect(second).toBeDefined();
  expect(watch.open(plan)).toBeUndefined();
  watch.stop();
  expect(await second?.changed('one', never)).toBeUndefined();
});
