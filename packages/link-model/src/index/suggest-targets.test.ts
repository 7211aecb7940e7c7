import { describe, expect, it } from 'vitest';
import { LinkIndex, type IndexEntry } from './link-index.ts';
import { suggestTargets } from './suggest-targets.ts';

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
