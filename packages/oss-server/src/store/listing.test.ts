import fc from 'fast-check';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { afterAll, expect, test } from 'vitest';

import type { ListPage } from './listing.ts';
import { successorOfPrefix } from './key-order.ts';
import { createFixture, emptyDraft } from './store.fixture.ts';

const { store, newBucket, close } = createFixture();
afterAll(close);

/** Characters that differ in UTF-16 and UTF-8 order, repeat, and delimit. */
const letter = fc.constantFrom('a', 'b', '/', '\u{ffff}', '\u{1f600}', '~', '\u{d7ff}', '\u{10ffff}', '\0');
const text = (maxLength: number) => fc.array(letter, { maxLength }).map((letters) => letters.join(''));
const key = text(6).filter((name) => name !== '');

/** What a listing must show, made by sorting and grouping everything. */
function expectedPages(keys: Iterable<string>, prefix: string, delimiter: string): string[] {
  const shown = new Set<string>();
  for (const name of [...new Set(keys)].filter((name) => name.startsWith(prefix)).sort(compareKeys)) {
    const at = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
    shown.add(at === -1 ? name : `group ${name.slice(0, at + delimiter.length)}`);
  }
  return [...shown];
}

function shown(page: ListPage): string[] {
  return [...page.entries.map(({ key }) => key), ...page.prefixes.map((prefix) => `group ${prefix}`)];
}

test('pages put together are the sorted, grouped set of keys', () => {
  fc.assert(
    fc.property(
      fc.array(key, { maxLength: 25 }),
      text(2),
      fc.constantFrom('', '/', 'a', '~/', '\u{1f600}'),
      fc.integer({ min: 1, max: 7 }),
      (keys, prefix, delimiter, limit) => {
        const bucketName = newBucket();
        store.writeNow(({ entries, buckets }) => {
          for (const name of keys) entries.put(buckets.find(bucketName)!, name, emptyDraft());
        });
        const bucket = store.read.buckets.find(bucketName)!;
        const seen: string[] = [];
        let after = '';
        for (;;) {
          const page = store.read.listing.current(bucket, { prefix, delimiter, limit, after });
          expect(page.entries.length + page.prefixes.length).toBeLessThanOrEqual(limit);
          seen.push(...shown(page));
          if (!page.truncated) break;
          after = page.last!;
        }
        expect(seen.length).toBe(new Set(seen).size);
        expect(seen.sort()).toEqual(expectedPages(keys, prefix, delimiter).sort());
      },
    ),
    { numRuns: 300 },
  );
});

test('any marker gives exactly what is ordered behind it', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 20 }), text(4), (keys, marker) => {
      const bucketName = newBucket();
      store.writeNow(({ entries, buckets }) => {
        for (const name of keys) entries.put(buckets.find(bucketName)!, name, emptyDraft());
      });
      const bucket = store.read.buckets.find(bucketName)!;
      const request = { prefix: '', delimiter: '', limit: 1000, after: marker };
      const page = store.read.listing.current(bucket, request);
      const expected = [...new Set(keys)].filter((name) => compareKeys(name, marker) > 0).sort(compareKeys);
      expect(page.entries.map((entry) => entry.key)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('pages of versions show every version once, keys ascending and newest first', () => {
  const action = fc.record({ key, remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 25 }), fc.integer({ min: 1, max: 5 }), (actions, limit) => {
      const bucketName = newBucket('Enabled');
      const model = new Map<string, string[]>();
      store.writeNow(({ entries, buckets }) => {
        const bucket = buckets.find(bucketName)!;
        for (const { key, remove } of actions) {
          const { version } = remove
            ? entries.delete(bucket, key, { owner: '1', now: 0 })
            : entries.put(bucket, key, emptyDraft());
          model.set(key, [version!, ...(model.get(key) ?? [])]);
        }
      });
      const bucket = store.read.buckets.find(bucketName)!;
      const seen: string[] = [];
      let marker: { keyMarker: string; versionMarker: string | undefined } = {
        keyMarker: '',
        versionMarker: undefined,
      };
      for (;;) {
        const page = store.read.listing.versions(bucket, { prefix: '', delimiter: '', limit, ...marker });
        for (const entry of page.entries) {
          expect(entry.latest).toBe(model.get(entry.key)![0] === entry.version);
          seen.push(`${entry.key} ${entry.version}`);
        }
        if (!page.truncated) break;
        marker = { keyMarker: page.last!, versionMarker: page.lastVersion };
      }
      const expected = [...model.keys()]
        .sort(compareKeys)
        .flatMap((name) => model.get(name)!.map((id) => `${name} ${id}`));
      expect(seen).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('the successor of a prefix is above all that starts with it and below all the rest', () => {
  fc.assert(
    fc.property(key, text(3), (prefix, rest) => {
      const successor = successorOfPrefix(prefix);
      if (successor === undefined) return;
      expect(compareKeys(successor, prefix + rest)).toBeGreaterThan(0);
      expect(successor.isWellFormed()).toBe(true);
    }),
  );
});
