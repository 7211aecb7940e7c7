import { useEffect } from 'react';

/** A folder of a bucket; the empty prefix is its top. */
export interface Folder {
  bucket: string;
  prefix: string;
}

/** By connection, for as long as the page lives. */
const lastFolders = new Map<string, Folder>();

/**
 * The folder that is shown, or else the one that was shown last in the connection; undefined where none was.
 * `bucket`: undefined on pages that show no folder.
 */
export function useLastFolder(
  connection: string,
  bucket: string | undefined,
  prefix: string,
): Folder | undefined {
  useEffect(() => {
    if (bucket !== undefined) lastFolders.set(connection, { bucket, prefix });
  }, [connection, bucket, prefix]);
  return bucket === undefined ? lastFolders.get(connection) : { bucket, prefix };
}
