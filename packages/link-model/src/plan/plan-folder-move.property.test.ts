import { compareKeys, findKeyProblem } from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FolderFile, FolderMoveCase, MovableLink } from './folder-move.ts';
import { planFolderMove } from './plan-folder-move.ts';

const now = Date.parse('2026-11-29T12:00:00.000Z');
const lastModified = '2026-11-29T11:00:00.000Z';

/** Folders that hold each other, that begin alike, that carry versions, and the top of the bucket. */
const folder = fc.constantFrom(
  '',
  'p/',
  'p/q/',
  'p/1.0/',
  '1.0/',
  '1.0/1.0/',
  '2.0/',
  '2.0',
  '2.0/p/',
  '词/🚀/',
  'p//',
);
const name = fc.constantFrom(
  'a',
  'q/a',
  'a-1.0',
  'a-2.0',
  'a-p',
  '1.0/a',
  '/a',
  './a',
  '',
  'q/',
  '词',
  '🚀-2.0',
  'c\nr',
  'x'.repeat(1020),
);
const join = (at: string, file: string): string => (at === '' || at.endsWith('/') ? at : `${at}/`) + file;

/** Keys most of which lie in one of the folders given. */
const keyIn = (...folders: string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...folders) }, folder), name)
    .map(([at, file]) => join(at, file));

const folders = fc.record({
  prefix: folder,
  from: fc.option(folder, { nil: undefined, freq: 10 }),
  to: folder,
});
const options = fc.record({
  renaming: fc.option(fc.constantFrom('none' as const, { from: '1.0', to: '2.0' }, { from: 'a', to: 'b' }), {
    nil: undefined,
  }),
  naming: fc.option(
    fc.constantFrom('same' as const, 'version-dropped' as const, 'version-swapped' as const),
    {
      nil: undefined,
    },
  ),
});

/** A bucket whose links lead into the old folder more often than not. Each key is a link or an object, never both. */
const moveCase: fc.Arbitrary<FolderMoveCase> = fc
  .tuple(folders, options)
  .chain(([{ prefix, from, to }, chosen]) => {
    const object = keyIn(to, to, from ?? to, prefix).map((key) => ({ key, link: false as const }));
    const link = fc.record({
      key: keyIn(prefix),
      target: fc.option(keyIn(from ?? to, from ?? to, to), { nil: undefined, freq: 10 }),
      link: fc.constant(true as const),
    });
    return fc
      .uniqueArray(fc.oneof(object, link), { selector: (one) => one.key, minLength: 10, maxLength: 30 })
      .map((stored): FolderMoveCase => {
        const objects = stored.flatMap((one) => (one.link ? [] : [{ key: one.key, size: 1, lastModified }]));
        const links = stored.flatMap((one) => (one.link ? [{ key: one.key, target: one.target }] : []));
        return {
          prefix,
          from,
          to,
          ...chosen,
          now,
          links: links.filter(({ key }) => key.startsWith(prefix)),
          objects: objects.filter(({ key }) => key.startsWith(to)),
          oldObjects: objects.filter(({ key }) => from !== undefined && key.startsWith(from)),
        };
      });
  });

/** The links of a bucket once the rows that write are applied. */
function apply(input: FolderMoveCase): MovableLink[] {
  const { rows } = planFolderMove(input);
  const targets = new Map(input.links.map((link) => [link.key, link.target]));
  for (const row of rows) if (row.kind === 'moved' || row.kind === 'created') targets.set(row.key, row.next);
  return [...targets].map(([key, target]) => ({ key, target }));
}

it('never writes a key twice, a link to itself, over an object or to what does not exist', () => {
  const written = new Map<string, number>();
  fc.assert(
    fc.property(moveCase, (input) => {
      const { rows, prefix } = planFolderMove(input);
      const objects = new Set([...input.objects, ...(input.oldObjects ?? [])].map((object) => object.key));
      const links = new Map(input.links.map((link) => [link.key, link.target]));
      const writes = rows.filter((row) => row.kind === 'moved' || row.kind === 'created');
      expect(new Set(writes.map((write) => write.key)).size).toBe(writes.length);
      for (const { kind, key, next } of writes) {
        written.set(kind, (written.get(kind) ?? 0) + 1);
        expect(next).not.toBe(key);
        expect(objects.has(next)).toBe(true);
        expect(objects.has(key)).toBe(false);
        expect(links.has(key)).toBe(kind === 'moved');
        expect(links.get(key)).not.toBe(next);
        expect(key.startsWith(prefix)).toBe(true);
        expect(findKeyProblem(next)).toBeUndefined();
        expect(kind === 'created' && (key.endsWith('/') || findKeyProblem(key) !== undefined)).toBe(false);
      }
    }),
    { numRuns: 3000 },
  );
  // Buckets in which nothing is to be done would prove nothing.
  expect(written.get('moved')).toBeGreaterThan(200);
  expect(written.get('created')).toBeGreaterThan(200);
});

it('has one row for each link of the folder, in key order, whatever the order they come in', () => {
  fc.assert(
    fc.property(moveCase, (input) => {
      const move = planFolderMove(input);
      const ofLinks = move.rows.filter((row) => row.kind !== 'created' && row.kind !== 'skipped');
      expect(ofLinks.map((row) => row.key).toSorted(compareKeys)).toEqual(
        input.links
          .map((link) => link.key)
          .filter((key) => key.startsWith(move.prefix))
          .toSorted(compareKeys),
      );
      expect(move.rows.map((row) => row.key)).toEqual(move.rows.map((row) => row.key).toSorted(compareKeys));
      const turned = { ...input, links: input.links.toReversed(), objects: input.objects.toReversed() };
      expect(new Set(planFolderMove(turned).rows.map(toText))).toEqual(new Set(move.rows.map(toText)));
    }),
  );
});

it('finds nothing left to do once it is applied', () => {
  fc.assert(
    fc.property(moveCase, (input) => {
      const { renaming, naming } = planFolderMove(input);
      const again = planFolderMove({ ...input, renaming: renaming ?? 'none', naming, links: apply(input) });
      expect(again.rows.filter(({ kind }) => kind === 'moved' || kind === 'created')).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

it('leads each link back to where it was, moved there and back', () => {
  const files = fc.uniqueArray(fc.constantFrom('a', 'q/a', 'a-V.tgz', 'q-V/a', 'V', '词V🚀', 'V.7z', '/a'), {
    minLength: 1,
  });
  const version = fc.constantFrom('1.0', '2.14.0', '2.15.0-rc.1', 'v3', 'blue', '2026年');
  fc.assert(
    fc.property(files, version, version, (names, old, next) => {
      fc.pre(!old.includes(next) && !next.includes(old));
      const at = (v: string): FolderFile[] =>
        names.map((file) => ({ key: `s/${v}/${file.replaceAll('V', v)}`, size: 1, lastModified }));
      const links = at(old).map(({ key }, i) => ({ key: `s/latest/${i}`, target: key }));
      const there = {
        prefix: 's/latest/',
        from: `s/${old}/`,
        to: `s/${next}/`,
        links,
        objects: at(next),
        now,
      };
      const moved = apply(there);
      expect(moved.map((link) => link.target)).toEqual(at(next).map((file) => file.key));
      const back = { ...there, from: there.to, to: there.from, links: moved, objects: at(old) };
      expect(apply(back)).toEqual(links);
    }),
  );
});

function toText(row: unknown): string {
  return JSON.stringify(row);
}
