import { canonicalJson } from '@signpost/link-model/write';
import { getSymlink, type OssClient } from '@signpost/oss-client';
import type { Intent } from '../changes/change-log.ts';
import { toVersionId, versionsOfKey, type VersionEntry } from '../keys/versions-of-key.ts';

/**
 * Looks for the version, or the delete marker, that a write of ours made in a bucket with versioning. Every write
 * leaves one above the version it saw, also when others have written since.
 * @param claimed version ids that other recorded writes are known to have made
 * @returns its id; `none` when the list shows that the write has not arrived; undefined when the list cannot tell
 */
export async function findOwnVersion(
  client: OssClient,
  { intent, claimed }: { intent: Intent; claimed: ReadonlySet<string> },
): Promise<{ versionId: string } | 'none' | undefined> {
  const above = await listVersionsAbove(client, intent);
  if (above === undefined) return undefined;
  // Oldest first: of two equal writes whose outcome is open, the older one takes the older version.
  for (const entry of above.toReversed()) {
    if (claimed.has(entry.versionId) || !(await isMadeBy(client, intent, entry))) continue;
    return { versionId: entry.versionId };
  }
  return 'none';
}

/** Versions above the one that was seen before the write, newest first. Undefined: that one is not in the list. */
async function listVersionsAbove(
  client: OssClient,
  { bucket, key, before }: Intent,
): Promise<VersionEntry[] | undefined> {
  const seen = toVersionId(before);
  const above: VersionEntry[] = [];
  for await (const entry of versionsOfKey(client, { bucket, key })) {
    if (entry.versionId === seen) return above;
    above.push(entry);
  }
  // Where the version that was seen has been removed since, nothing tells where the history of before begins.
  return seen === undefined ? above : undefined;
}

async function isMadeBy(client: OssClient, intent: Intent, entry: VersionEntry): Promise<boolean> {
  const { bucket, key, intended } = intent;
  if (intended.kind === 'absent') return entry.kind === 'delete-marker';
  if (intended.kind !== 'link' || entry.kind !== 'version' || entry.type !== 'Symlink') return false;
  const { versionId } = entry;
  const { target, metadata } = await getSymlink(client, { bucket, key, versionId });
  return target === intended.link.target && canonicalJson(metadata) === canonicalJson(intended.link.metadata);
}
