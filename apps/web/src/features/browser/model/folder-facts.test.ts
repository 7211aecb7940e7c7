import type { FolderRow } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { toFolderFacts } from './folder-facts.ts';

const plain: FolderRow = {
  prefix: 'cli/2.14.0/',
  objects: 9,
  bytes: 90_000,
  links: 0,
  byHealth: {},
  served: { wrong: 0, checked: 0 },
  classes: { Standard: 9 },
  backlinkCount: 12,
  newest: '2026-07-01T00:00:00.000Z',
  backlinks: { first: ['cli/latest/', 'cli/beta/', 'cli/a'], more: 1 },
};
const following: FolderRow = {
  ...plain,
  prefix: 'cli/beta/',
  objects: 0,
  links: 9,
  byHealth: { ok: 8, missing: 1 },
  classes: {},
  served: { wrong: 0, checked: 0 },
  backlinkCount: 0,
  backlinks: { first: [], more: 0 },
  folderLink: {
    bucket: 'b',
    prefix: 'cli/beta/',
    source: 'cli/2.15.0-rc.1/',
    renaming: 'same',
    links: 9,
    following: 9,
    working: 8,
    byHealth: { ok: 8, missing: 1 },
    servedWrongly: 0,
    rest: [],
    newest: '2026-07-02T00:00:00.000Z',
  },
};

describe('what a folder row says', () => {
  it('tells what breaks soon below it, of a part of the bucket too', () => {
    const forecast = { what: 'cold', at: '2026-12-12T00:00:00.000Z', rule: 'r', prefix: '' } as const;
    const breaksSoon = { forecast, links: 9 };
    for (const row of [plain, following])
      expect(toFolderFacts({ ...row, breaksSoon }, false).soon).toEqual(breaksSoon);
    expect(toFolderFacts(following, true)).not.toHaveProperty('soon');
  });

  it('names who points in, how many more there are, and what lies there', () => {
    expect(toFolderFacts(plain, true)).toEqual({
      backlinks: { first: 'cli/latest/', more: 3 },
      backlinkCount: 12,
      holds: { objects: 9, bytes: 90_000 },
      newest: plain.newest,
    });
  });

  it('says nobody points there only when the whole bucket has been read', () => {
    const lonely = { ...plain, backlinkCount: 0, backlinks: { first: [], more: 0 } };
    expect(toFolderFacts(lonely, true).backlinkCount).toBe(0);
    expect(toFolderFacts(lonely, false)).toEqual({});
  });

  it('says nothing of who points at a folder that the scan did not find', () => {
    const unseen = { ...plain, objects: 0, links: 0, bytes: 0, classes: {}, backlinkCount: 0 };
    const row = { ...unseen, backlinks: { first: [], more: 0 } };
    delete row.newest;
    expect(toFolderFacts(row, true)).toEqual({});
    expect(toFolderFacts({ ...row, backlinkCount: 2 }, true).backlinkCount).toBe(2);
  });

  it('says nothing of who points at a folder that was written to after the scan', () => {
    const lonely = { ...plain, backlinkCount: 0, backlinks: { first: [], more: 0 } };
    expect(toFolderFacts(lonely, true, '2026-07-02T00:00:00.000Z').backlinkCount).toBe(0);
    expect(toFolderFacts(lonely, true, '2026-06-30T00:00:00.000Z').backlinkCount).toBeUndefined();
    expect(toFolderFacts(plain, true, '2026-06-30T00:00:00.000Z').backlinkCount).toBe(12);
  });

  it('names storage classes as soon as one of them is not Standard, the commonest first', () => {
    expect(toFolderFacts({ ...plain, classes: { Standard: 1, Archive: 8 } }, true).classes).toEqual([
      'Archive',
      'Standard',
    ]);
    expect(toFolderFacts(plain, true).classes).toBeUndefined();
  });

  it('says of a folder link where it leads, how many arrive there, and the worst of them', () => {
    expect(toFolderFacts(following, true)).toEqual({
      follows: { source: 'cli/2.15.0-rc.1/', working: 8, links: 9 },
      health: { worst: 'missing', count: 1 },
      links: 9,
      newest: following.newest,
    });
  });

  it('gives no numbers and no praise from a scan that was cut, but keeps what is broken', () => {
    expect(toFolderFacts(following, false)).toEqual({
      follows: { source: 'cli/2.15.0-rc.1/' },
      health: { worst: 'missing', count: 1 },
    });
    const fine = { ...following.folderLink!, working: 9, byHealth: { ok: 9 } };
    expect(toFolderFacts({ ...following, folderLink: fine }, false).health).toBeUndefined();
    expect(toFolderFacts({ ...following, folderLink: fine }, true).health?.worst).toBe('ok');
  });

  it('counts backlinks with "at least" while a part of the bucket is not known', () => {
    expect(toFolderFacts(plain, false)).toEqual({
      backlinks: { first: 'cli/latest/', more: 3 },
      backlinkCount: 12,
      atLeast: true,
    });
  });

  it('counts all broken links below under the worst of them, and nothing for what was not looked at', () => {
    const mixed = { ...plain, links: 7, byHealth: { cold: 3, chained: 2, missing: 1, unknown: 1 } };
    const kinds = [
      { health: 'missing', count: 1 },
      { health: 'chained', count: 2 },
      { health: 'cold', count: 3 },
    ];
    expect(toFolderFacts(mixed, true).health).toEqual({ worst: 'missing', count: 6, kinds });
    expect(toFolderFacts({ ...mixed, byHealth: { ok: 4, cold: 3 } }, true).health).toEqual({
      worst: 'cold',
      count: 3,
    });
    const several = { ...following.folderLink!, working: 1, byHealth: mixed.byHealth };
    expect(toFolderFacts({ ...following, folderLink: several }, true).health).toEqual({
      worst: 'missing',
      count: 6,
      kinds,
    });
    expect(toFolderFacts({ ...mixed, byHealth: { ok: 1, unknown: 1 } }, true).health).toBeUndefined();
  });

  it('names links that are served wrongly where none is broken', () => {
    const served = { wrong: 2, checked: 5 };
    const sound = { ...plain, links: 9, byHealth: { ok: 9 }, served };
    expect(toFolderFacts(sound, true).health).toEqual({ worst: 'served-wrongly', count: 2 });
    // What was found is true of a part as well.
    expect(toFolderFacts(sound, false).health).toEqual({ worst: 'served-wrongly', count: 2 });
    const folderLink = { ...following.folderLink!, working: 9, byHealth: { ok: 9 } };
    expect(toFolderFacts({ ...following, folderLink, served }, true).health).toEqual({
      worst: 'served-wrongly',
      count: 2,
    });
    expect(toFolderFacts({ ...following, served }, true).health).toEqual({ worst: 'missing', count: 1 });
  });
});
