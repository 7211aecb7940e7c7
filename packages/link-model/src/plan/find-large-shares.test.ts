import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLargeShares } from './find-large-shares.ts';

const count = (links: readonly string[]) => (prefix: string) =>
  links.filter((key) => key.startsWith(prefix)).length;
const numbered = (prefix: string, length: number) => Array.from({ length }, (_, i) => `${prefix}${i}`);

describe('the share of links that a plan touches', () => {
  it('is large above a third of more than ten links', () => {
    const links = numbered('p/', 12);
    expect(findLargeShares(links.slice(0, 4), count(links)).large).toEqual([]);
    expect(findLargeShares(links.slice(0, 5), count(links)).large).toEqual([
      { prefix: '', touched: 5, links: 12 },
    ]);
    expect(findLargeShares(numbered('p/', 10), count(numbered('p/', 10))).large).toEqual([]);
    expect(findLargeShares(numbered('p/', 4), count(numbered('p/', 11))).large).toHaveLength(1);
  });

  it('is looked for in every folder, and told of the highest', () => {
    const links = [...numbered('a/b/', 20), ...numbered('c/', 100), ...numbered('d/', 20)];
    const touched = [...numbered('a/b/', 20), ...numbered('d/', 7)];
    expect(findLargeShares(touched, count(links)).large).toEqual([
      { prefix: 'a/', touched: 20, links: 20 },
      { prefix: 'd/', touched: 7, links: 20 },
    ]);
  });

  it('counts a key once', () => {
    const links = numbered('p/', 12);
    expect(findLargeShares(['p/0', 'p/0', 'p/0', 'p/0', 'p/0'], count(links)).large).toEqual([]);
  });

  it('says of which prefixes nothing is known, and looks below them', () => {
    const links = numbered('a/b/', 20);
    const known = count(links);
    expect(findLargeShares(links, (prefix) => (prefix === 'a/b/' ? known(prefix) : undefined))).toEqual({
      large: [{ prefix: 'a/b/', touched: 20, links: 20 }],
      unknown: ['', 'a/'],
    });
  });

  it('finds what asking every prefix finds', () => {
    const key = fc
      .array(fc.constantFrom('a', 'b', ''), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'));
    const stored = fc.uniqueArray(
      fc.tuple(key, fc.nat(30)).map(([at, i]) => `${at}${i}`),
      { minLength: 20, maxLength: 60 },
    );
    let large = 0;
    fc.assert(
      fc.property(stored, fc.nat(59), (links, until) => {
        const touched = links.slice(0, until);
        const prefixes = new Set([
          '',
          ...links.flatMap((one) => [...one.matchAll(/\//g)].map(({ index }) => one.slice(0, index + 1))),
        ]);
        const over = [...prefixes].filter((prefix) => {
          const [mine, all] = [count(touched)(prefix), count(links)(prefix)];
          return all > 10 && mine > all / 3;
        });
        const highest = over.filter(
          (prefix) => !over.some((other) => other !== prefix && prefix.startsWith(other)),
        );
        const found = findLargeShares(touched, count(links)).large.map(({ prefix }) => prefix);
        expect(found).toEqual(highest.toSorted());
        large += found.length;
      }),
    );
    expect(large).toBeGreaterThan(20);
  });
});
