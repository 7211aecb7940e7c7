import type { FolderFile, MoveFolders } from './folder-move.ts';

/** A folder as the beginning of keys: with its slash, and empty for the top of the bucket. */
export function toPrefix(folder: string): string {
  return folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
}

/** Where a target lies: of two folders that hold each other, in the inner one. */
export function sideOf(
  target: string | undefined,
  { from, to }: Pick<MoveFolders, 'from' | 'to'>,
): 'from' | 'to' | undefined {
  const inOld = from !== undefined && target?.startsWith(from) === true;
  const inNew = target?.startsWith(to) === true;
  if (inOld && inNew) return from.length > to.length ? 'from' : 'to';
  return inOld ? 'from' : inNew ? 'to' : undefined;
}

/** Tells whether a key below the folder of links lies in the old or the new folder, which is inside it. */
export function isInFolder(key: string, { prefix, from, to }: MoveFolders): boolean {
  return [from, to].some((folder) => folder?.startsWith(prefix) === true && key.startsWith(folder));
}

/** The files of the new folder by key. What lies in the folder of links, or in the old one, inside it is not one of them. */
export function indexFiles(
  objects: readonly FolderFile[],
  { prefix, from, to }: MoveFolders,
): Map<string, FolderFile> {
  const apart = [prefix, ...(from === undefined || from === to ? [] : [from])].filter((folder) =>
    folder.startsWith(to),
  );
  const files = objects.filter(
    ({ key }) => key.startsWith(to) && !apart.some((folder) => key.startsWith(folder)),
  );
  return new Map(files.map((file) => [file.key, file]));
}
