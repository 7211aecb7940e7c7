import { compareKeys, isArchivedClass } from '@signpost/oss-protocol/rules';
import type { AnswerOf, FolderChoice } from '@signpost/api-contract';
import type { LinkIndex } from '@signpost/link-model/index';
import {
  countMatches,
  findFollowedFolder,
  type FolderFile,
  type MovableLink,
} from '@signpost/link-model/plan';

/** Where the links below a prefix lead, and the folders that they could follow instead. */
export type FolderChoices = Omit<AnswerOf<'listFolderChoices'>, 'coverage'>;

/**
 * The folders beside the one that the links follow, newest first; where there are no links, the folders beside the
 * prefix itself. Only folders that hold objects are offered, and never the prefix.
 */
export function listFolderChoices(index: LinkIndex, prefix: string, most: number): FolderChoices {
  const links: MovableLink[] = [...index.links(prefix)].map(({ key, target }) => ({ key, target }));
  const followed = findFollowedFolder({ prefix, links });
  const from = followed?.folder;
  const parent = parentOf(from ?? prefix);
  const folders = groupBySubFolder(index, parent);
  folders.delete(prefix);
  const newest = [...folders]
    .map(([folder, objects]) => ({ folder, objects }))
    .toSorted((a, b) => compareKeys(newestOf(b.objects), newestOf(a.objects)))
    .slice(0, most);
  const matches = countMatches({ prefix, from, links }, newest);
  return {
    ...(from === undefined ? {} : { follows: from }),
    links: links.length,
    items: matches.map(({ folder, matching, files, newest: time }): FolderChoice => ({
      prefix: folder,
      objects: files,
      bytes: (folders.get(folder) ?? []).reduce((sum, { size }) => sum + size, 0),
      ...(time === undefined ? {} : { newest: time }),
      matching,
      ...countArchived(folders.get(folder) ?? []),
    })),
  };
}

type IndexedFile = FolderFile & { archived: boolean };

function countArchived(files: readonly IndexedFile[]): Pick<FolderChoice, 'archived'> {
  const { length } = files.filter(({ archived }) => archived);
  return length === 0 ? {} : { archived: length };
}

function groupBySubFolder(index: LinkIndex, parent: string): Map<string, IndexedFile[]> {
  const folders = new Map<string, IndexedFile[]>();
  for (const entry of index.entries(parent)) {
    const slash = entry.key.indexOf('/', parent.length);
    if (entry.kind !== 'object' || slash < 0 || entry.key.endsWith('/')) continue;
    const { key, size, lastModified, storageClass, restored = false } = entry;
    const file = { key, size, lastModified, archived: isArchivedClass(storageClass) && !restored };
    const folder = key.slice(0, slash + 1);
    const files = folders.get(folder);
    if (files === undefined) folders.set(folder, [file]);
    else files.push(file);
  }
  return folders;
}

function newestOf(files: readonly FolderFile[]): string {
  return files.reduce((newest, { lastModified }) => (lastModified > newest ? lastModified : newest), '');
}

/** The folder that a folder lies in; empty at the top of the bucket. */
function parentOf(folder: string): string {
  return folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
}
