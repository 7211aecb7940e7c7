import type { IndexEntry } from '@signpost/link-model/index';
import { getSymlink, isOssServiceError } from '@signpost/oss-client';
import pMap from 'p-map';
import type { SourceRow } from './inventory-rows.ts';
import { inFlight, type ScanTarget } from './scan-bucket.ts';

/** What became of rows that were looked at. */
export interface TakenRows {
  entries: IndexEntry[];
  /** Links that are gone by now, or are no links any more. */
  gone: string[];
}

/**
 * Makes entries of what a source told, and asks OSS where links lead that are new or other than known: no source tells
 * that. What is known of a key that is the same stays, since a source tells less.
 */
export async function takeRows(
  place: Pick<ScanTarget, 'client' | 'bucket' | 'signal' | 'known'>,
  rows: readonly SourceRow[],
): Promise<TakenRows> {
  const taken: TakenRows = { entries: [], gone: [] };
  await pMap(
    new Map(rows.map((row) => [row.key, row])).values(),
    async (row) => {
      const entry = toKnownEntry(place.known(row.key), row) ?? (await lookUpLink(place, row));
      if (entry === undefined) taken.gone.push(row.key);
      else taken.entries.push(entry);
    },
    { concurrency: inFlight },
  );
  return taken;
}

/** Undefined: a link whose target is not known. */
function toKnownEntry(known: IndexEntry | undefined, row: SourceRow): IndexEntry | undefined {
  const { isLink, ...common } = row;
  const isSame =
    known?.etag === row.etag && known.lastModified.slice(0, 19) === row.lastModified.slice(0, 19);
  if (isLink) {
    const isRead = isSame && known.kind === 'link' && known.target !== undefined && known.forbidden !== true;
    return isRead ? { ...known, storageClass: row.storageClass } : undefined;
  }
  const isAsKnown =
    isSame && known.kind === 'object' && known.size === row.size && known.storageClass === row.storageClass;
  return isAsKnown ? known : { kind: 'object', ...common };
}

/** Reads a link as it is now. @returns undefined where there is none any more */
async function lookUpLink(
  { client, bucket, signal }: Pick<ScanTarget, 'client' | 'bucket' | 'signal'>,
  { key, ...row }: Pick<SourceRow, 'key' | 'etag' | 'size' | 'storageClass' | 'lastModified'>,
): Promise<IndexEntry | undefined> {
  const told = { key, etag: row.etag, size: row.size, storageClass: row.storageClass };
  try {
    const { target, etag, lastModified } = await getSymlink(client, { bucket, key, signal });
    return {
      kind: 'link',
      ...told,
      etag: etag ?? told.etag,
      lastModified: lastModified?.toISOString() ?? row.lastModified,
      target,
    };
  } catch (error) {
    if (isOssServiceError(error, 'AccessDenied'))
      return { kind: 'link', ...told, lastModified: row.lastModified, forbidden: true };
    if (isOssServiceError(error, 'NoSuchKey', 'NotSymlink')) return undefined;
    throw error;
  }
}
