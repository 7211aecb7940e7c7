import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveFolderLinks, type FollowingLink } from './folder-links.ts';

const lastModified = '2026-11-22T00:00:00.000Z';
const follow = (pairs: Record<string, string>): FollowingLink[] =>
  Object.entries(pairs).map(([key, target]) => ({ key, target, health: 'ok' as const, lastModified }));
const derive = (pairs: Record<string, string>, objects: string[] = []) =>
  deriveFolderLinks({
    links: follow(pairs),
    hasObjects: (prefix) => objects.some((key) => key.startsWith(prefix)),
  });

describe('folder links', () => {
  it('sees a folder of links that lead to the same names elsewhere', () => {
    expect(
      derive({ 'cli/latest/VERSION': 'cli/2.14.0/VERSION', 'cli/latest/a/b': 'cli/2.14.0/a/b' }),
    ).toMatchObject([
      { prefix: 'cli/latest/', source: 'cli/2.14.0/', renaming: 'same', links: 2, following: 2, others: [] },
    ]);
  });

  it.each([
    ['cli/latest/cli-linux.tgz', 'cli/2.14.0/cli-2.14.0-linux.tgz', 'version-dropped'],
    ['cli/latest/linux.tgz', 'cli/2.14.0/2.14.0-linux.tgz', 'version-dropped'],
    ['cli/latest/cli-latest-linux.tgz', 'cli/2.14.0/cli-2.14.0-linux.tgz', 'version-swapped'],
  ])('understands the renaming of %s', (key, target, renaming) => {
    expect(derive({ [key]: target, 'cli/latest/VERSION': 'cli/2.14.0/VERSION' })).toMatchObject([
      { prefix: 'cli/latest/', source: 'cli/2.14.0/', following: 2, renaming },
    ]);
  });

  it('says how many follow another source', () => {
    const pairs = { 'p/1': 'new/1', 'p/2': 'new/2', 'p/3': 'old/3' };
    expect(derive(pairs)).toMatchObject([
      { source: 'new/', links: 3, following: 2, others: [{ source: 'old/', links: 1 }] },
    ]);
  });

  it('needs two links, no object among them, and most of them following', () => {
    expect(derive({ 'p/1': 's/1' })).toEqual([]);
    expect(derive({ 'p/1': 's/1', 'p/2': 's/2' }, ['p/3'])).toEqual([]);
    expect(derive({ 'p/1': 's/1', 'p/2': 'x', 'p/3': 'y' })).toEqual([]);
    expect(derive({ 'p/1': 'p/1', 'p/2': 'p/2' })).toEqual([]);
  });

  it('finds every planted folder, at its highest prefix, whatever lies below', () => {
    const segment = fc.stringMatching(/^[a-z]{1,3}$/);
    const relative = fc.array(segment, { minLength: 1, maxLength: 3 }).map((s) => s.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(relative, { minLength: 2, maxLength: 8 }), (names) => {
        const found = derive(
          Object.fromEntries(names.toSorted().map((name) => [`0/links/${name}`, `0/stored/${name}`])),
          ['0/stored/x'],
        );
        expect(found).toMatchObject([
          {
            prefix: '0/links/',
            source: '0/stored/',
            links: names.length,
            following: names.length,
            renaming: 'same',
          },
        ]);
      }),
    );
  });
});
