import { listObjectVersions, OssError, type OssClient } from '@signpost/oss-client';
import type { ReadyWrite, SentWrite } from './send-write.ts';

/** Enough to see what lies directly below the version we made. */
const looked = 20;

/**
 * On buckets with versioning OSS ignores the overwrite guard, so two writers can pass each other unseen. Each leaves a
 * version, though: what lies directly below ours must be what we saw before writing. Answers the id of another's
 * version in between, which can still be fetched. Best effort: a list that may not be read tells nothing.
 */
export async function findVersionBetween(
  client: OssClient,
  { write, sent }: { write: ReadyWrite; sent: SentWrite },
): Promise<string | undefined> {
  const { bucket, key, now } = write;
  if (sent.versionId === undefined || sent.versionId === 'null') return undefined;
  try {
    const page = await listObjectVersions(client, { bucket, prefix: key, maxKeys: looked });
    const ids = page.entries.filter((entry) => entry.key === key).map(({ versionId }) => versionId);
    const ours = ids.indexOf(sent.versionId);
    const below = ours === -1 ? undefined : ids[ours + 1];
    return below === seenVersion(now) ? undefined : below;
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  }
}

function seenVersion(now: ReadyWrite['now']): string | undefined {
  if (now.kind === 'absent') return now.deleteMarker?.versionId;
  // Written before the bucket had versioning: OSS calls that version "null".
  return now.facts.versionId ?? 'null';
}
