import type { KeyState } from '@signpost/link-model';
import { listObjectVersions, type OssClient } from '@signpost/oss-client';

/** A real object stored as version `null` below what stands at a key now. */
export interface NullBeneath {
  etag: string;
  size: number;
  lastModified: string;
}

/** More versions of one key than anybody writes by hand; beyond, the last page read has to do. */
const maxPages = 20;

/**
 * In a bucket with suspended versioning every write, a delete included, replaces the version `null` for good, whether
 * or not it is the current one. Looks for a real object there. Links and delete markers are no loss that needs proof.
 * @throws OssError also when versions may not be listed: then nobody can tell what would be lost
 */
export async function findNullBeneath(
  client: OssClient,
  { bucket, key, now }: { bucket: string; key: string; now: KeyState },
): Promise<NullBeneath | undefined> {
  if (now.kind !== 'absent' && (now.facts.versionId ?? 'null') === 'null') return undefined;
  let keyMarker: string | undefined;
  let versionIdMarker: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { entries, isTruncated, nextKeyMarker, nextVersionIdMarker } = await listObjectVersions(client, {
      bucket,
      prefix: key,
      keyMarker,
      versionIdMarker,
    });
    const found = entries.find((entry) => entry.key === key && entry.versionId === 'null');
    if (found?.kind === 'version' && found.type !== 'Symlink') {
      return { etag: found.etag, size: found.size, lastModified: found.lastModified.toISOString() };
    }
    // Keys come in order: past this key there are no more versions of it.
    if (found !== undefined || !isTruncated || nextKeyMarker !== key) return undefined;
    keyMarker = nextKeyMarker;
    versionIdMarker = nextVersionIdMarker;
  }
  return undefined;
}
