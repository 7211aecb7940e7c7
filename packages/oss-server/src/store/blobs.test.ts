import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { emptyDetails } from './entry.ts';
import { receiveBody } from './incoming-body.ts';
import { createFixture, emptyDraft } from './store.fixture.ts';

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});
afterEach(() => fixture.close());

const LARGE = 300_000;

async function* oneChunk(fill: string): AsyncGenerator<Buffer> {
  yield Buffer.alloc(LARGE, fill);
}

/** Puts a large object under `key`; returns its segments. */
async function putLarge(bucketName: string, key: string, fill: string) {
  const { store } = fixture;
  const body = await receiveBody(oneChunk(fill), store.incomingFolder);
  return store.write((view) => {
    const segments = view.blobs.adopt(body);
    const draft = { ...emptyDraft(body.md5), size: body.size, details: { ...emptyDetails(), segments } };
    view.entries.put(view.buckets.find(bucketName)!, key, draft);
    return segments;
  });
}

function filesOnDisk(): number {
  const folder = join(dirname(fixture.store.incomingFolder), 'blobs');
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}

test('the bytes of a replaced object leave the disk', async () => {
  const bucket = fixture.newBucket();
  for (const fill of ['a', 'b', 'c']) await putLarge(bucket, 'k', fill);
  // The file of the last one replaced goes with the next commit.
  fixture.store.writeNow(() => undefined);
  expect(filesOnDisk()).toBe(1);
  expect(readdirSync(fixture.store.incomingFolder)).toEqual([]);
});

test('a reader under way finishes with the bytes it began with', async () => {
  const bucket = fixture.newBucket();
  const segments = await putLarge(bucket, 'k', 'a');
  const reader = fixture.store.read.blobs.read(segments, 0, LARGE);
  const first = await reader.next();
  await putLarge(bucket, 'k', 'b');
  fixture.store.writeNow(() => undefined);
  let seen = (first.value as Buffer).length;
  for await (const chunk of reader) {
    expect(chunk[0]).toBe('a'.charCodeAt(0));
    seen += chunk.length;
  }
  expect(seen).toBe(LARGE);
  fixture.store.writeNow(() => undefined);
  expect(filesOnDisk()).toBe(1);
});

test('a copy shares the bytes, which go with the last that has them', async () => {
  const bucketName = fixture.newBucket();
  const segments = await putLarge(bucketName, 'k', 'a');
  fixture.store.writeNow((view) => {
    view.blobs.share(segments);
    const draft = { ...emptyDraft(), size: LARGE, details: { ...emptyDetails(), segments } };
    view.entries.put(view.buckets.find(bucketName)!, 'copy', draft);
  });
  const remove = (key: string) =>
    fixture.store.writeNow((view) =>
      view.entries.delete(view.buckets.find(bucketName)!, key, { owner: '1', now: 0 }),
    );
  remove('k');
  fixture.store.writeNow(() => undefined);
  expect(filesOnDisk()).toBe(1);
  remove('copy');
  fixture.store.writeNow(() => undefined);
  expect(filesOnDisk()).toBe(0);
});
