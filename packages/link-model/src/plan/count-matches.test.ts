import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveFolderLinks } from '../index/folder-links.ts';
import { countMatches, findFollowedFolder } from './count-matches.ts';

const links = [
  { key: 'cli/latest/VERSION', target: 'cli/2.14.0/VERSION' },
  { key: 'cli/latest/cli.tgz', target: 'cli/2.14.0/cli-2.14.0.tgz' },
  { key: 'cli/latest/docs/a', target: 'cli/2.13.2/docs/a' },
  { key: 'cli/latest/readme', target: 'README' },
];
const files = (names: string[], day: string) =>
  names.map((key) => ({ key, size: 1, lastModified: `2026-11-${day}T00:00:00.000Z` }));

describe('folders to choose from', () => {
  it('are counted by the links whose files they have, newest first', () => {
    const matches = countMatches({ prefix: 'cli/latest/', from: 'cli/2.14.0/', links }, [
      { folder: 'cli/2.14.0/', objects: files(['cli/2.14.0/VERSION', 'cli/2.14.0/cli-2.14.0.tgz'], '10') },
      { folder: 'cli/empty', objects: files(['cli/empty/'], '29') },
      {
        folder: 'cli/2.15.0',
        objects: files(['cli/2.15.0/', 'cli/2.15.0/cli-2.15.0.tgz', 'cli/2.15.0/x'], '20'),
      },
    ]);
    expect(matches).toEqual([
      { folder: 'cli/2.15.0/', matching: 1, links: 2, files: 2, newest: '2026-11-20T00:00:00.000Z' },
      { folder: 'cli/2.14.0/', matching: 2, links: 2, files: 2, newest: '2026-11-10T00:00:00.000Z' },
      { folder: 'cli/empty/', matching: 0, links: 2, files: 0, newest: undefined },
    ]);
  });
});

describe('the folder that links follow', () => {
  it('is the one that most lead into, with the others beside it', () => {
    expect(findFollowedFolder({ prefix: 'cli/latest', links })).toEqual({
      folder: 'cli/2.14.0/',
      following: 2,
      links: 4,
      others: [{ folder: 'cli/2.13.2/', following: 1 }],
    });
  });

  it('is none where no name fits', () => {
    expect(findFollowedFolder({ prefix: 'cli/latest/', links: links.slice(3) })).toBeUndefined();
    expect(findFollowedFolder({ prefix: 'other/', links })).toBeUndefined();
    expect(findFollowedFolder({ prefix: '', links: [] })).toBeUndefined();
  });

  it('is the source of a folder link, with the same count', () => {
    const target = fc.tuple(fc.constantFrom('1.0/', '2.0/', 'x/'), fc.constantFrom('', '-1.0', '-latest'));
    fc.assert(
      fc.property(fc.array(target, { minLength: 2, maxLength: 9 }), (targets) => {
        const made = targets.map(([folder, tail], i) => ({
          key: `latest/${i}`,
          target: `${folder}${i}${tail}`,
          health: 'ok' as const,
          lastModified: '',
        }));
        const [derived] = deriveFolderLinks({ links: made, hasObjects: () => false });
        fc.pre(derived !== undefined);
        expect(findFollowedFolder({ prefix: 'latest/', links: made })).toMatchObject({
          folder: derived?.source,
          following: derived?.following,
          links: derived?.links,
        });
      }),
    );
  });
});
