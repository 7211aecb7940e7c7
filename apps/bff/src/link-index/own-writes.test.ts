import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectOk } from '../testing/api.ts';
import { answersOf } from '../testing/answers-of-index.ts';
import { scanBucket } from '../testing/scan.ts';
import { startOss, startStack, type RunningOss, type Stack } from '../testing/stack.ts';
import { writeLink } from '../testing/write-link.ts';

const connection = 'default';
let oss: RunningOss;
let stack: Stack;
beforeAll(async () => {
  oss = await startOss();
  stack = await startStack({ oss });
});
afterAll(async () => {
  await stack.stop();
  await oss.stop();
});

const objects = ['a', 'b', 'd/a', 'd/b'];
const links = ['l', 'm', 'p/a', 'p/b', 'p/c'];
const step = fc.record({
  key: fc.constantFrom(...links),
  verb: fc.constantFrom('put', 'put', 'delete', 'undo'),
  target: fc.constantFrom(...objects, ...links, 'gone', 'd'),
});

it('after any writes of ours the index says what a console says that has just read the bucket', async () => {
  let runs = 0;
  let written = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      const bucket = `written-${(runs += 1)}`;
      oss.admin.putBucket({ name: bucket });
      for (const key of objects) oss.admin.putObject({ bucket, key, size: 3 });
      oss.admin.putSymlink({ bucket, key: 'p/a', target: 'd/a' });
      oss.admin.putSymlink({ bucket, key: 'p/b', target: 'd/b' });
      await scanBucket(stack.bffUrl, bucket);
      // oxlint-disable-next-line no-await-in-loop -- one write after the other
      for (const one of steps) await writeLink(stack, bucket, one);
      const { items } = await expectOk(stack.bffUrl, 'listChanges', { query: { connection, bucket } });
      written += items.filter(({ outcome }) => outcome === 'applied').length;
      const place = { bucket, keys: [...objects, ...links], prefixes: ['', 'd/', 'p/'] };
      const fresh = await startStack({ oss });
      try {
        await scanBucket(fresh.bffUrl, bucket);
        expect(await answersOf(stack, place)).toEqual(await answersOf(fresh, place));
      } finally {
        await fresh.stop();
      }
    }),
    { numRuns: 15 },
  );
  // Refusals alone would prove nothing.
  expect(written).toBeGreaterThan(15);
}, 60_000);
