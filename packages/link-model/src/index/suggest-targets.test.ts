import { describe, expect, it } from 'vitest';
import type { IndexEntry } from './index-entry.ts';
import { LinkIndex } from './link-index.ts';
import { listSiblings, suggestTargets } from './suggest-targets.ts';

const base = { etag: 'E', size: 1, storageClass: 'Standard' };

/** One file per folder, each a day younger than the one before. */
function suggest(target: string, folders: readonly string[]): string[] {
  const entries: IndexEntry[] = folders.map((folder, day) => ({
    ...base,
    kind: 'object',
    key: `cli/${folder}/setup.exe`,
    lastModified: `2026-11-${String(10 + day)}T00:00:00.000Z`,
  }));
  const link: IndexEntry = {
    ...base,
    kind: 'link',
    key: 'latest.exe',
    target,
    lastModified: '2026-11-01T00:00:00.000Z',
  };
  return suggestTargets(new LinkIndex([...entries, link]), 'latest.exe').map(({ key }) => key.split('/')[1]!);
}

describe('proposing another target', () => {
  it('proposes the newest release before any pre-release, and among each the newest first', () => {
    expect(
      suggest('cli/1.2.0/setup.exe', ['2.13.2', '3.0.0-beta2', '2.14.0', '2.15.0-rc.1', 'nightly']),
    ).toEqual(['2.14.0', '2.13.2', 'nightly', '2.15.0-rc.1', '3.0.0-beta2']);
  });

  it('proposes the newest of all to a link that led to a pre-release', () => {
    expect(suggest('cli/2.15.0-rc.0/setup.exe', ['2.14.0', '2.15.0-rc.1'])).toEqual([
      '2.15.0-rc.1',
      '2.14.0',
    ]);
  });

  it.each(['2.15.0-linux', '2.15.0-preset', 'device', 'developers', 'archive'])(
    'takes %s for a release',
    (folder) => {
      expect(suggest('cli/1.2.0/setup.exe', ['2.14.0', folder])).toEqual([folder, '2.14.0']);
    },
  );

  it.each(['2.15.0-dev', '2.15.0-alpha.1', '2.15.0rc1', 'nightly-2026-11-19', 'beta', '2.15.0-SNAPSHOT'])(
    'takes %s for a pre-release',
    (folder) => {
      expect(suggest('cli/1.2.0/setup.exe', ['2.14.0', folder])).toEqual(['2.14.0', folder]);
    },
  );
});

describe('the same file in other versions', () => {
  const file = (key: string, day: number): IndexEntry => ({
    ...base,
    kind: 'object',
    key,
    lastModified: `2026-11-${day}T00:00:00.000Z`,
  });
  const index = new LinkIndex([
    file('cli/2.13.2/cli-2.13.2.tgz', 11),
    file('cli/2.14.0/cli-2.14.0.tgz', 13),
    file('cli/2.14.0/other.tgz', 14),
    file('cli/2.15.0-rc.1/cli-2.15.0-rc.1.tgz', 15),
    file('cli/2.15.0-rc.1/deep/cli-2.15.0-rc.1.tgz', 16),
    file('top.tgz', 17),
  ]);

  it('is newest first, pre-releases among the rest, with the target in its place', () => {
    expect(listSiblings(index, 'cli/2.14.0/cli-2.14.0.tgz').map(({ key }) => key)).toEqual([
      'cli/2.15.0-rc.1/cli-2.15.0-rc.1.tgz',
      'cli/2.14.0/cli-2.14.0.tgz',
      'cli/2.13.2/cli-2.13.2.tgz',
    ]);
  });

  it('is found for a target that is not stored any more, and nowhere for one at the top of the bucket', () => {
    expect(listSiblings(index, 'cli/1.0.0/cli-1.0.0.tgz')).toHaveLength(3);
    expect(listSiblings(index, 'top.tgz')).toEqual([]);
  });
});
