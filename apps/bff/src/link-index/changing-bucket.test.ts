import { randomUUID } from 'node:crypto';
import type { FolderRow } from '@signpost/api-contract';
import { LinkIndex, type IndexEntry, type PrefixRollUp } from '@signpost/link-model/index';
import { getBucketLifecycle, getSymlink, listObjectsV2, type ListedObject } from '@signpost/oss-client';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createState } from '../state/open-state.ts';
import { answersOf } from '../testing/answers-of-index.ts';
import { expectOk } from '../testing/api.ts';
import { readEntries } from '../testing/read-entries.ts';
import { scanBucket } from '../testing/scan.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { writeLink, type LinkWrite } from '../testing/write-link.ts';

const connection = 'default';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterEach(() => stack.faults.clear());
afterAll(() => stack.stop());

/** Objects between the keys that change, so that those are on three pages. */
const filler = Array.from({ length: 2100 }, (_, n) => `f/${String(n).padStart(5, '0')}`);
const objects = ['a', 'd/a', 'd/b', 'f/00998x', 'x/b'];
const links = ['b', 'f/01001x', 'l', 'p/a', 'p/b', 'q/a', 'q/b'];
const prefixes = ['', 'd/', 'f/', 'p/', 'q/'];
const key = fc.constantFrom(...objects, ...links);
const target = fc.constantFrom(...objects, ...links, 'gone', 'd', 'f/00000');

/** What somebody else does, with their own tools. */
type OutsideChange =
  | { what: 'link'; key: string; target: string }
  | { what: 'object'; key: string; storageClass: 'Standard' | 'Archive'; size: number }
  | { what: 'nothing'; key: string };
const outside: fc.Arbitrary<OutsideChange> = fc.oneof(
  fc.record({ what: fc.constant('link'), key, target }),
  fc.record({
    what: fc.constant('object'),
    key,
    storageClass: fc.constantFrom('Standard', 'Archive'),
    size: fc.nat(9),
  }),
  fc.record({ what: fc.constant('nothing'), key }),
);
const own: fc.Arbitrary<LinkWrite> = fc.record({
  key: fc.constantFrom(...links),
  verb: fc.constantFrom('put', 'put', 'delete', 'undo'),
  target,
});
/** A scan during which others and we change the bucket. */
const round = fc.record({
  before: fc.array(outside, { maxLength: 5 }),
  meanwhile: fc.array(outside, { maxLength: 8 }),
  own: fc.array(own, { maxLength: 4 }),
});

function change(bucket: string, { key: at, ...one }: OutsideChange): void {
  if (one.what === 'link') stack.admin.putSymlink({ bucket, key: at, target: one.target });
  else if (one.what === 'nothing') stack.admin.deleteObject({ bucket, key: at });
  else stack.admin.putObject({ bucket, key: at, size: one.size, storageClass: one.storageClass });
}

async function scanWhileItChanges(
  bucket: string,
  { meanwhile, own: writes }: { meanwhile: OutsideChange[]; own: LinkWrite[] },
): Promise<void> {
  const left = [...meanwhile];
  const run = (): void => {
    const next = left.shift();
    if (next !== undefined) change(bucket, next);
  };
  for (const operation of ['ListObjectsV2', 'GetSymlink'])
    stack.faults.add({ match: { bucket, operation }, effect: { kind: 'hook', run } });
  const scanned = scanBucket(stack.bffUrl, bucket);
  // oxlint-disable-next-line no-await-in-loop -- one write after the other
  for (const one of writes) await writeLink(stack, bucket, one);
  await scanned;
  stack.faults.clear();
  for (const one of left) change(bucket, one);
}

/** Lists the whole bucket and asks for the target of each link. */
async function readBucket(bucket: string): Promise<IndexEntry[]> {
  const entries: IndexEntry[] = [];
  let startAfter: string | undefined;
  for (;;) {
    const page = await listObjectsV2(stack.client, { bucket, startAfter });
    entries.push(...(await Promise.all(page.objects.map((object) => toEntry(bucket, object)))));
    startAfter = page.objects.at(-1)?.key;
    if (!page.isTruncated) return entries;
  }
}

async function toEntry(bucket: string, object: ListedObject): Promise<IndexEntry> {
  const { key: at, etag, size, storageClass, type } = object;
  const common = { key: at, etag, size, storageClass, lastModified: object.lastModified.toISOString() };
  if (type !== 'Symlink') return { kind: 'object', ...common };
  return { kind: 'link', ...common, target: (await getSymlink(stack.client, { bucket, key: at })).target };
}

const withoutDerived = (entry: IndexEntry): IndexEntry =>
  entry.kind === 'object' ? entry : (({ brokenSince: _since, served: _served, ...rest }) => rest)(entry);

const sumsOf = (row: FolderRow | PrefixRollUp): object => {
  const { prefix, objects: count, bytes, links: linkCount, byHealth, classes, backlinkCount, newest } = row;
  return { prefix, count, bytes, linkCount, byHealth, classes, backlinkCount, newest };
};

test('whatever changed while a bucket was scanned, the next scan knows what a reading of every key finds', async () => {
  const ports = createState({ db: stack.state.database.db, newId: randomUUID });
  const store = ports.indexStoreOf(stack.state.connectionId);
  let runs = 0;
  let changesMeanwhile = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 2 }), async (rounds) => {
      const bucket = `changing-${(runs += 1)}`;
      stack.admin.putBucket({ name: bucket });
      stack.admin.bulk(() => {
        for (const at of filler) stack.admin.putObject({ bucket, key: at, size: 1 });
        for (const at of objects) stack.admin.putObject({ bucket, key: at, size: 3 });
        for (const at of links) stack.admin.putSymlink({ bucket, key: at, target: 'd/a' });
      });
      stack.admin.putBucketSetting(
        bucket,
        'lifecycle',
        '<LifecycleConfiguration><Rule><ID>cold-20</ID><Prefix>d/</Prefix><Status>Enabled</Status>' +
          '<Transition><Days>20</Days><StorageClass>Archive</StorageClass></Transition></Rule></LifecycleConfiguration>',
      );
      for (const one of rounds) {
        for (const before of one.before) change(bucket, before);
        changesMeanwhile += one.meanwhile.length;
        // oxlint-disable-next-line no-await-in-loop -- one scan after the other
        await scanWhileItChanges(bucket, one);
      }
      await scanBucket(stack.bffUrl, bucket);

      const found = await readBucket(bucket);
      const kept = await readEntries(store, bucket);
      expect(kept.map(withoutDerived)).toEqual(found);
      const lifecycle = await getBucketLifecycle(stack.client, { bucket });
      const now = Date.now();
      const expected = new LinkIndex(found, { lifecycle });
      expect(new LinkIndex(kept).folderLinks()).toEqual(expected.folderLinks());
      const place = { bucket, keys: [...objects, ...links], prefixes };
      const answers = await answersOf(stack, place);
      expect(
        answers.links.map(({ key: at, target: to, health, forecast }) => [at, to, health, forecast]),
      ).toEqual(
        [...expected.links()].map(({ key: at, target: to, health }) => [
          at,
          to,
          health,
          expected.forecast(at, now),
        ]),
      );
      const { items } = await expectOk(stack.bffUrl, 'describeFolders', {
        body: { connection, bucket, prefixes },
      });
      expect(items.map(sumsOf)).toEqual(prefixes.map((prefix) => sumsOf(expected.rollUp(prefix))));

      const other = await startStack({ oss: stack.oss, state: stack.state });
      try {
        expect(await answersOf(other, place)).toEqual(answers);
      } finally {
        await other.stopBff();
      }
    }),
    // To shrink would take minutes: a bucket has thousands of keys.
    { numRuns: 6, endOnFailure: true },
  );
  // Buckets at rest would prove little.
  expect(changesMeanwhile).toBeGreaterThan(6);
}, 120_000);
