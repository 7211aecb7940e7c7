import type { KeyState } from '@signpost/link-model/write';
import type { OssClient } from '@signpost/oss-client';
import { versionsOfKey } from '../keys/versions-of-key.ts';

/** A real object stored as version `null` below the current version of a key. */
export interface ShadowedNullVersion {
  etag: string;
  size: number;
  lastModified: string;
}

/**
 * In a bucket with suspended versioning every write, a delete included, replaces the version `null` for good, whether
 * or not it is the current one. Looks for a real object there. Links and delete markers are no loss that needs proof.
 * @throws OssError also when versions may not be listed: then nobody can tell what would be lost
 */
export async function findShadowedNullVersion(
  client: OssClient,
  { bucket, key, now }: { bucket: string; key: string; now: KeyState },
): Promise<ShadowedNullVersion | undefined> {
  if (now.kind !== 'absent' && (now.facts.versionId ?? 'null') === 'null') return undefined;
  for await (const entry of versionsOfKey(client, { bucket, key })) {
    if (entry.versionId !== 'null') continue;
    if (entry.kind !== 'version' || entry.type === 'Symlink') return undefined;
    return { etag: entry.etag, size: entry.size, lastModified: entry.lastModified.toISOString() };
  }
  return undefined;
}
