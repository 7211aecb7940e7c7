import fc from 'fast-check';
import { compareKeys } from '@signpost/oss-protocol/rules';
import { expect, it } from 'vitest';
import { compareHealth } from '../health/health.ts';
import { deriveFolderLinks, type FolderLink, type FollowingLink, type Renaming } from './folder-links.ts';

const folders = ['', 'p/', 'p/q/', 'r/', 'v/1.0/', 'v/2.0/', 'v/2.0/q/', 'w/2.0/'];
const names = [
  'a',
  'b',
  'q/a',
  'cli.tgz',
  'cli-1.0.tgz',
  'cli-2.0.tgz',
  '2.0-cli.tgz',
  'cli-p.tgz',
  'cli-q.tgz',
];
const key = fc
  .tuple(fc.constantFrom(...folders), fc.constantFrom(...names))
  .map(([folder, name]) => folder + name);

interface Bucket {
  links: FollowingLink[];
  objects: string[];
}

/** Links and objects of few names, so that folders often follow, and often only in part. */
const bucket: fc.Arbitrary<Bucket> = fc.record({
  links: fc
    .uniqueArray(
      fc.record({
        key,
        target: fc.option(key, { nil: undefined, freq: 20 }),
        health: fc.constantFrom('ok' as const, 'missing' as const, 'cold' as const),
        lastModified: fc.constantFrom('2026-11-20', '2026-11-21', '2026-11-22'),
      }),
      { selector: (link) => link.key, maxLength: 14 },
    )
    .map((links) => links.toSorted((a, b) => compareKeys(a.key, b.key))),
  objects: fc.array(key, { maxLength: 2 }),
});

/** A channel that follows a version with few exceptions: what buckets look like, and what chance rarely makes. */
const channel: fc.Arbitrary<Bucket> = fc
  .record({
    from: fc.constantFrom('p/', 'p/q/', 'r/'),
    to: fc.constantFrom('v/1.0/', 'v/2.0/', 'v/2.0/q/', 'p/'),
    stray: bucket,
    kept: fc.subarray(['a', 'b', 'q/a', 'cli.tgz', 'x', 'y']),
  })
  .map(({ from, to, stray, kept }) => {
    const planted = kept.map((name) => ({
      key: from + name,
      target: to + name,
      health: 'ok' as const,
      lastModified: '2026-11-21',
    }));
    const taken = new Set(planted.map((link) => link.key));
    const others = stray.links.filter((link) => !taken.has(link.key)).slice(0, 3);
    const links = [...planted, ...others].toSorted((a, b) => compareKeys(a.key, b.key));
    return { links, objects: stray.objects.slice(0, 1) };
  });

const strength: readonly Renaming[] = ['same', 'version-dropped', 'version-swapped'];

/** How the name `theirs` below `source` becomes `ours` below `prefix`; undefined when it does not. */
function findRenaming(
  names: { ours: string; theirs: string },
  { prefix, source }: { prefix: string; source: string },
): Renaming | undefined {
  const { ours, theirs } = names;
  if (ours === theirs) return 'same';
  const version = source.split('/').at(-2) ?? '';
  const channelName = prefix.split('/').at(-2) ?? '';
  const folder = theirs.slice(0, theirs.lastIndexOf('/') + 1);
  const file = theirs.slice(folder.length);
  const parts = file.split(version);
  if (version === '' || parts.length < 2) return undefined;
  const head = parts[0] ?? '';
  const tail = parts.slice(1).join(version);
  const dropped = /[-_.]$/.test(head) ? head.slice(0, -1) + tail : head + tail.replace(/^[-_.]/, '');
  if (ours === folder + dropped) return 'version-dropped';
  return ours === folder + head + channelName + tail ? 'version-swapped' : undefined;
}

/** Every prefix against every source, by the definition alone: no groups, no levels, no order of work. */
function bruteForce({ links, objects }: Bucket): FolderLink[] {
  const prefixes = new Set(links.flatMap((link) => prefixesOf(link.key)));
  const sources = new Set(links.flatMap(({ target = '' }) => prefixesOf(target)));
  const found: FolderLink[] = [];
  for (const prefix of prefixes) {
    const members = links.filter((link) => link.key.startsWith(prefix));
    if (members.length < 2 || objects.some((one) => one.startsWith(prefix))) continue;
    const followers = [...sources].map((source) => ({
      source,
      by: members.flatMap((link) => {
        if (link.target?.startsWith(source) !== true || source === prefix) return [];
        const pair = { ours: link.key.slice(prefix.length), theirs: link.target.slice(source.length) };
        // The same number of folders on both sides, else the names are not relative to the same place.
        if (pair.ours.split('/').length !== pair.theirs.split('/').length) return [];
        const renaming = findRenaming(pair, { prefix, source });
        return renaming === undefined ? [] : [{ link, renaming }];
      }),
    }));
    const ranked = followers
      .filter(({ by }) => by.length > 0)
      .toSorted((a, b) => b.by.length - a.by.length || compareKeys(a.source, b.source));
    const following = new Set(ranked.flatMap(({ by }) => by.map(({ link }) => link)));
    const [best] = ranked;
    if (best === undefined || following.size / members.length < 2 / 3) continue;
    const byHealth: FolderLink['byHealth'] = {};
    for (const { health } of members) byHealth[health] = (byHealth[health] ?? 0) + 1;
    found.push({
      prefix,
      source: best.source,
      renaming: strength.findLast((way) => best.by.some(({ renaming }) => renaming === way)) ?? 'same',
      links: members.length,
      following: best.by.length,
      working: best.by.filter(({ link }) => link.health === 'ok').length,
      byHealth,
      servedWrongly: 0,
      rest: restOf(prefix, members, ranked),
      newest:
        members
          .map(({ lastModified }) => lastModified)
          .toSorted()
          .at(-1) ?? '',
    });
  }
  return found
    .filter(
      ({ prefix }) => !found.some((above) => above.prefix !== prefix && prefix.startsWith(above.prefix)),
    )
    .toSorted((a, b) => compareKeys(a.prefix, b.prefix));
}

/** The links that do not count as working, each on its own first. */
function restOf(
  prefix: string,
  members: readonly FollowingLink[],
  ranked: readonly { source: string; by: readonly { link: FollowingLink }[] }[],
): FolderLink['rest'] {
  const alone = members
    .map((link) => ({ link, source: ranked.find(({ by }) => by.some((one) => one.link === link))?.source }))
    .filter(({ link, source }) => source !== ranked[0]?.source || link.health !== 'ok');
  const rows = alone.map(({ link, source }) => {
    const same = alone.filter((one) => one.source === source && one.link.health === link.health);
    const first = same[0]?.link.key.slice(prefix.length) ?? '';
    return { ...(source === undefined ? {} : { source }), health: link.health, links: same.length, first };
  });
  return rows
    .filter((row, i) => rows.findIndex((one) => one.source === row.source && one.health === row.health) === i)
    .toSorted(
      (a, b) =>
        b.links - a.links || compareHealth(a.health, b.health) || compareKeys(a.source ?? '', b.source ?? ''),
    );
}

function prefixesOf(path: string): string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));
}

it('finds the folder links that trying every prefix against every source finds, and says the same of them', () => {
  let seen = 0;
  let partly = 0;
  fc.assert(
    fc.property(fc.oneof(bucket, channel), (made) => {
      const { links, objects } = made;
      const derived = deriveFolderLinks({
        links,
        hasObjects: (prefix) => objects.some((one) => one.startsWith(prefix)),
      });
      expect(derived).toEqual(bruteForce(made));
      seen += derived.length;
      partly += derived.filter((one) => one.following < one.links).length;
    }),
    { numRuns: 400 },
  );
  // Buckets without any folder link would prove nothing.
  expect(seen).toBeGreaterThan(50);
  expect(partly).toBeGreaterThan(5);
});
