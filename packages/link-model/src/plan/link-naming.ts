import { lastSegment, type Renaming, renamings, renameVersion } from '../index/folder-links.ts';
import type { MovableLink, MoveFolders } from './folder-move.ts';
import { sideOf } from './move-folders.ts';
import type { VersionRenaming } from './version-renaming.ts';

/** How links of a move are named after their files: `way`, and which version the names carry. */
export interface LinkNaming extends MoveFolders {
  way: Renaming;
  renaming: VersionRenaming | undefined;
}

/** The key of the link to a file of the old (`from`) or the new folder (`to`). */
export function toLinkKey(file: string, side: 'from' | 'to', naming: LinkNaming): string {
  const { prefix, renaming, way } = naming;
  const folder = (side === 'from' ? naming.from : naming.to) ?? '';
  const name = file.slice(folder.length);
  const base = name.slice(name.lastIndexOf('/') + 1);
  const ofFolder = lastSegment(folder);
  // Names in `v2.14.0/` may hold `2.14.0` only, which the renaming knows.
  const version = renaming === undefined || base.includes(ofFolder) ? ofFolder : renaming[side];
  return prefix + renameVersion(name, { way, version, channel: lastSegment(prefix) });
}

/** The way in which most links of both folders are named; the weakest of several. */
export function findNaming(
  links: readonly MovableLink[],
  folders: MoveFolders & Pick<LinkNaming, 'renaming'>,
): Renaming {
  const counts = renamings.map((way) => {
    const named = links.filter(({ key, target }) => {
      const side = sideOf(target, folders);
      return side !== undefined && toLinkKey(target ?? '', side, { ...folders, way }) === key;
    });
    return { way, count: named.length };
  });
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).way;
}
