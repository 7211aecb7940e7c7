import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { callApi, expectOk, readForWrite } from '../testing/api.ts';
import { startOss, startStack, type RunningOss, type Stack } from '../testing/stack.ts';

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

/** Carries out one write as the console would; what it refuses is no write. */
async function write(bucket: string, { key, verb, target }: { key: string; verb: string; target: string }) {
  const place = { connection, bucket, key };
  const { state, token } = await readForWrite(stack.bffUrl, place);
  const accept = [
    'moves-link',
    'target-missing',
    'target-folder',
    'target-chained',
    'target-loops',
    'breaks-links',
  ];
  const unread = ['headers', 'metadata', 'acl', 'tags', 'storageClass'].map((part) => `part-unread:${part}`);
  const body = { ...place, accept: [...accept, ...unread] };
  if (verb === 'undo') {
    const { items } = await expectOk(stack.bffUrl, 'listChanges', { query: { ...place, limit: '1' } });
    const change = items[0]?.id ?? 'none';
    const undone = { connection, change, accept: body.accept };
    await callApi(stack.bffUrl, 'undoChange', { body: undone, ifMatch: token });
  } else if (verb === 'delete') await callApi(stack.bffUrl, 'deleteLink', { body, ifMatch: token });
  else if (state.kind === 'absent')
    await callApi(stack.bffUrl, 'createLink', { body: { ...body, target }, ifNoneMatch: '*' });
  else await callApi(stack.bffUrl, 'repointLink', { body: { ...body, target }, ifMatch: token });
}

/** All that a console says of a bucket by its index, without how and when it was read. */
async function say(console: Stack, bucket: string): Promise<unknown> {
  const place = { connection, bucket };
  const listed = await expectOk(console.bffUrl, 'listLinks', { query: { ...place, limit: '1000' } });
  const { items } = await expectOk(console.bffUrl, 'describeFolders', {
    body: { ...place, prefixes: ['', 'd/', 'p/'] },
  });
  const backlinks = await Promise.all(
    [...objects, ...links].map((key) =>
      expectOk(console.bffUrl, 'listBacklinks', { query: { ...place, key } }).then((answer) => answer.items),
    ),
  );
  // What was compared on the way, and when something broke, the other console had no occasion to see.
  const notCompared = { served: undefined, servedWrongly: undefined, brokenSince: undefined };
  const listedLinks = listed.items.map((link) => ({ ...link, ...notCompared }));
  const folders = items.map((row) => ({
    ...row,
    ...notCompared,
    folderLink: row.folderLink && { ...row.folderLink, ...notCompared },
  }));
  return { links: listedLinks, byHealth: listed.byHealth, folders, backlinks };
}

async function read(console: Stack, bucket: string): Promise<void> {
  await expectOk(console.bffUrl, 'startScan', { body: { connection, bucket } });
  await vi.waitFor(
    async () => {
      const { items } = await expectOk(console.bffUrl, 'listCoverage', { query: { connection, bucket } });
      expect(items[0]?.state).toBe('complete');
    },
    { timeout: 10_000, interval: 10 },
  );
}

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
      await read(stack, bucket);
      // oxlint-disable-next-line no-await-in-loop -- one write after the other
      for (const one of steps) await write(bucket, one);
      const { items } = await expectOk(stack.bffUrl, 'listChanges', { query: { connection, bucket } });
      written += items.filter(({ outcome }) => outcome === 'applied').length;
      const fresh = await startStack({ oss });
      try {
        await read(fresh, bucket);
        expect(await say(stack, bucket)).toEqual(await say(fresh, bucket));
      } finally {
        await fresh.stop();
      }
    }),
    { numRuns: 15 },
  );
  // Refusals alone would prove nothing.
  expect(written).toBeGreaterThan(15);
}, 60_000);
