import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveFolderLinks, type FollowingLink } from './folder-links.ts';
import type { Health } from '../health/health.ts';
import { judgeFolderLink } from './judge-folder-link.ts';

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
      { prefix: 'cli/latest/', source: 'cli/2.14.0/', renaming: 'same', links: 2, following: 2, rest: [] },
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
      {
        source: 'new/',
        links: 3,
        following: 2,
        working: 2,
        rest: [{ source: 'old/', health: 'ok', links: 1, first: '3' }],
      },
    ]);
  });

  it('tells of each link that does not work where it is, by the first name', () => {
    const links = [
      ...follow({ 'p/1': 'new/1', 'p/2': 'new/2', 'p/3': 'new/3', 'p/4': 'new/4', 'p/5': 'elsewhere' }),
    ].map((link) => (['p/2', 'p/4'].includes(link.key) ? { ...link, health: 'missing' as const } : link));
    expect(deriveFolderLinks({ links, hasObjects: () => false })).toMatchObject([
      {
        working: 2,
        rest: [
          { source: 'new/', health: 'missing', links: 2, first: '2' },
          { health: 'ok', links: 1, first: '5' },
        ],
      },
    ]);
  });

  it('counts as working what follows and is ok, and nothing else', () => {
    const health = fc.constantFrom<Health>('ok', 'missing', 'chained', 'cold', 'unknown', 'folder');
    const row = fc.record({ health, away: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), (rows) => {
        const links = rows.map(({ health: is, away }, i) => ({
          key: `p/${String(i).padStart(2, '0')}`,
          target: away ? 'elsewhere' : `s/${String(i).padStart(2, '0')}`,
          health: is,
          lastModified,
        }));
        const [found] = deriveFolderLinks({ links, hasObjects: () => false });
        if (found === undefined) return;
        const works = rows.filter((one) => !one.away && one.health === 'ok').length;
        expect(found.working).toBe(works);
        const { working, links: all, trouble } = judgeFolderLink(found);
        expect([working, all]).toEqual([works, rows.length]);
        expect(trouble === undefined).toBe(rows.every((one) => one.health === 'ok'));
        expect(rows.filter((one) => one.health === trouble?.health)).toHaveLength(trouble?.count ?? 0);
      }),
    );
  });

  it('names what is missing before a chain, and a chain before what is cold', () => {
    const verdict = (byHealth: Partial<Record<Health, number>>) =>
      judgeFolderLink({ working: 8, links: 9, byHealth }).trouble;
    expect(verdict({ ok: 8, missing: 1 })).toEqual({ health: 'missing', count: 1 });
    expect(verdict({ cold: 3, chained: 2, missing: 1 })).toEqual({ health: 'missing', count: 1 });
    expect(verdict({ cold: 3, chained: 2 })).toEqual({ health: 'chained', count: 2 });
    expect(verdict({ ok: 9 })).toBeUndefined();
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
