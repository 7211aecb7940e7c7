import type { Coverage } from '@signpost/api-contract';
import { LinkIndex as BucketIndex, type IndexEntry } from '@signpost/link-model/index';
import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorise, localActor, type Decider } from '../auth/permit.ts';
import type { IndexedConnection } from './indexed-connection.ts';
import type { LinkCondition, LinkIndex, LinkQuery } from './link-index.ts';
import { openLinkIndex } from './memory-link-index.ts';

const start = Date.parse('2026-11-22T02:24:00Z');
const day = 86_400_000;
const at = (days: number): string => new Date(start - days * day).toISOString();
const base = { etag: 'E', size: 1, storageClass: 'Standard' };
const sorts = ['key', 'health', 'newest', 'oldest'] as const;
const names = ['a', 'b/a', 'b/c', 'b/d', 'c/a', 'c/b', 'e'];
const key = fc.constantFrom(...names);
const days = fc.integer({ min: 0, max: 40 });
const entry: fc.Arbitrary<IndexEntry> = fc.oneof(
  fc
    .record({ key, days })
    .map((one): IndexEntry => ({ kind: 'object', key: one.key, ...base, lastModified: at(one.days) })),
  fc.record({ key, days, target: fc.constantFrom(...names, 'gone', 'b') }).map((one): IndexEntry => ({
    kind: 'link',
    key: one.key,
    target: one.target,
    ...base,
    lastModified: at(one.days),
  })),
);
const rule: LifecycleRule = {
  id: 'gone-60',
  prefix: '',
  tags: [],
  expiration: { days: 60 },
  transitions: [],
  notPrefixes: [],
  hasNotTags: false,
};
const conditions: fc.Arbitrary<ReadonlySet<LinkCondition> | undefined> = fc.option(
  fc
    .uniqueArray(fc.constantFrom<LinkCondition>('missing', 'ok', 'chained', 'breaks-soon'), { minLength: 1 })
    .map((some) => new Set(some)),
  { nil: undefined },
);
const filter = fc.record({
  prefix: fc.constantFrom(undefined, 'b/', 'c'),
  target: fc.constantFrom(undefined, 'a'),
  words: fc.constantFrom(undefined, ['a']),
  conditions,
});
const step = fc.record({
  put: fc.option(entry, { nil: undefined }),
  remove: fc.option(key, { nil: undefined }),
  days: fc.integer({ min: 0, max: 25 }),
});
const somebody: Decider = (_actor, _right, { key: one }) => one?.startsWith('b/') === true;

function open(indexes: Readonly<Record<string, BucketIndex>>, now: number, decide: Decider): LinkIndex {
  const coverage = (bucket: string): Coverage => ({
    bucket,
    state: 'complete',
    keys: 1,
    pending: 0,
    calls: 1,
  });
  const connection = {
    config: { name: 'default' },
    indexes: { buckets: () => Object.keys(indexes), get: (bucket: string) => indexes[bucket], coverage },
    now: () => now,
    sharedCoverage: { others: async () => [], publish: async () => {} },
    facts: { lifecycle: async () => [rule] },
  };
  return openLinkIndex(connection as unknown as IndexedConnection, authorise(localActor, decide));
}

/** Everything that is answered from what is kept. */
async function ask(index: LinkIndex, query: Omit<LinkQuery, 'limit'>): Promise<unknown[]> {
  const pages = await Promise.all(
    [undefined, 'one'].flatMap((bucket) =>
      sorts.map(async (sort) => {
        const whole = await index.links({ ...query, bucket, sort, limit: 100 });
        // Page by page it is the same.
        const items = [];
        let after: LinkQuery['after'];
        do {
          const page = await index.links({ ...query, bucket, sort, limit: 2, after });
          items.push(...page.items);
          after = page.next;
        } while (after !== undefined);
        expect(items).toEqual(whole.items);
        expect(whole.total).toBe(items.length);
        return whole;
      }),
    ),
  );
  return [
    ...pages,
    await index.rollUp({ ...query, limit: 2 }),
    await index.rollUp({ ...query, bucket: 'one', limit: 2 }),
    await index.overview(
      ['one', 'two'].map((name) => ({ name, hierarchicalNamespace: false })),
      { broken: 2, soon: 2, folderLinks: 2 },
    ),
    await index.folders({ bucket: 'one', prefixes: ['b/', 'c/'], within: '' }, 3),
  ];
}

test('what is kept answers like an index that was just read, after any change, as time goes by, to everybody', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { maxLength: 10 }),
      fc.array(step, { maxLength: 5 }),
      filter,
      async (entries, steps, query) => {
        const facts = { lifecycle: [rule] };
        const indexes = {
          one: new BucketIndex(entries, facts),
          two: new BucketIndex(entries.slice(3), facts),
        };
        let now = start;
        for (const { put, remove, days: later } of [
          { put: undefined, remove: undefined, days: 0 },
          ...steps,
        ]) {
          if (put !== undefined) indexes.one.put(put);
          if (remove !== undefined) indexes.two.remove(remove);
          now += later * day;
          const fresh = {
            one: new BucketIndex(indexes.one.entries(), facts),
            two: new BucketIndex(indexes.two.entries(), facts),
          };
          for (const decide of [() => true, somebody])
            expect(await ask(open(indexes, now, decide), query)).toEqual(
              await ask(open(fresh, now, decide), query),
            );
        }
      },
    ),
    { numRuns: 60 },
  );
});
