import type { LinkIndex } from './link-index.ts';

/** A folder of objects that no link leads to, and in which no link lies. Size in bytes. */
export interface UnpointedFolder {
  prefix: string;
  objects: number;
  bytes: number;
  /** Number of objects by storage class. */
  classes: Record<string, number>;
  /** Last change of any of its objects, ISO 8601. */
  newest: string;
}

interface OpenFolder extends Omit<UnpointedFolder, 'newest'> {
  /** In milliseconds since 1970. */
  newest: number;
  /** A link lies in it or leads to it. */
  isUsed: boolean;
  below: UnpointedFolder[];
}

/**
 * The highest folders below a prefix that no link leads to, in key order: one pass over the keys. Objects that lie beside
 * folders that links lead to are in none. It holds for what the index knows: links behind the end of a scan that was cut
 * may lead there.
 */
export function listUnpointedFolders(index: LinkIndex, prefix = ''): UnpointedFolder[] {
  const top = openFolder(prefix);
  // The folder asked about is never one of its own.
  top.isUsed = true;
  const open = [top];
  for (const [key, { object, modified, backlinks }] of index.parts(prefix)) {
    while (open.length > 1 && !key.startsWith(open.at(-1)?.prefix ?? '')) close(open);
    for (
      let end = key.indexOf('/', innermost(open).prefix.length);
      end >= 0;
      end = key.indexOf('/', end + 1)
    ) {
      const folder = openFolder(key.slice(0, end + 1));
      // A link may lead to a folder by name, with or without its slash: that works through a mounted file system.
      folder.isUsed = index.hasBacklinks(folder.prefix) || index.hasBacklinks(folder.prefix.slice(0, -1));
      open.push(folder);
    }
    const folder = innermost(open);
    if (object === undefined || backlinks > 0) folder.isUsed = true;
    if (object !== undefined)
      add(folder, {
        objects: 1,
        bytes: object.size,
        classes: { [object.storageClass]: 1 },
        newest: modified,
      });
  }
  while (open.length > 1) close(open);
  return top.below;
}

function openFolder(prefix: string): OpenFolder {
  return { prefix, objects: 0, bytes: 0, classes: {}, newest: 0, isUsed: false, below: [] };
}

function innermost(open: readonly OpenFolder[]): OpenFolder {
  const last = open.at(-1);
  if (last === undefined) throw new Error('no folder is open');
  return last;
}

/** Ends the innermost folder: it is one of those sought, or those below it are. */
function close(open: OpenFolder[]): void {
  const closed = open.pop();
  const above = open.at(-1);
  if (closed === undefined || above === undefined) return;
  const { isUsed, below, ...folder } = closed;
  if (isUsed) {
    above.isUsed = true;
    above.below.push(...below);
  } else if (folder.objects > 0)
    above.below.push({ ...folder, newest: new Date(folder.newest).toISOString() });
  add(above, folder);
}

function add(
  folder: OpenFolder,
  { objects, bytes, classes, newest }: Pick<OpenFolder, 'objects' | 'bytes' | 'classes' | 'newest'>,
): void {
  folder.objects += objects;
  folder.bytes += bytes;
  for (const [storageClass, count] of Object.entries(classes))
    folder.classes[storageClass] = (folder.classes[storageClass] ?? 0) + count;
  if (newest > folder.newest) folder.newest = newest;
}
