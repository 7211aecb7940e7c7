import { useEffect } from 'react';

/** A folder of a bucket, and the key that was open in it; the empty prefix is its top. */
export interface Folder {
  bucket: string;
  prefix: string;
  key?: string | undefined;
}

const storageKey = 'signpost.last-folders';

/** By connection, for as long as the tab lives: a reload keeps them. */
const lastFolders = readFolders();

/**
 * The folder that is shown, or else the one that was shown last in the connection; undefined where none was.
 * `bucket`: undefined on pages that show no folder.
 */
export function useLastFolder(
  connection: string,
  bucket: string | undefined,
  { prefix, openKey }: { prefix: string; openKey: string | undefined },
): Folder | undefined {
  useEffect(() => {
    if (bucket === undefined) return;
    lastFolders.set(connection, { bucket, prefix, key: openKey });
    keepFolders();
  }, [connection, bucket, prefix, openKey]);
  return bucket === undefined ? lastFolders.get(connection) : { bucket, prefix };
}

function readFolders(): Map<string, Folder> {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return new Map(Array.isArray(stored) ? stored.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, Folder] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const folder = entry[1] as Partial<Record<keyof Folder, unknown>> | null;
  return (
    typeof folder?.bucket === 'string' &&
    typeof folder.prefix === 'string' &&
    (folder.key === undefined || typeof folder.key === 'string')
  );
}

function keepFolders(): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([...lastFolders]));
  } catch {
    // Storage may be switched off: they then end with the page.
  }
}
