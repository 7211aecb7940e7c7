import type { KeyVersion } from '@signpost/api-contract';
import { getSymlink, isOssServiceError } from '@signpost/oss-client';
import type { ReadContext } from './read-context.ts';
import type { Place } from './read-key.ts';
import { newestVersions, type VersionEntry } from './versions-of-key.ts';

/** Versions that a timeline has room for. */
const mostVersions = 50;
/** Links whose target is asked for: each is a call of its own. */
const mostTargets = 20;

/** The newest versions of a key, and which of them Signpost wrote. Asks nothing where the bucket never kept versions. */
export async function readVersions(
  { connection, changeLog }: ReadContext,
  place: Place,
): Promise<{ items: KeyVersion[]; truncated: boolean }> {
  const { client, bucket, key } = place;
  const { versioning } = await connection.facts.get(bucket, client);
  if (versioning === 'never') return { items: [], truncated: false };
  const { entries, goesOn } = await newestVersions(client, place, mostVersions + 1);
  const shown = entries.slice(0, mostVersions);
  const made = await changeLog.versionsMade({ connection: connection.config.id, bucket, key });
  const foreign = shown.filter((entry) => isLink(entry) && !made.has(entry.versionId)).slice(0, mostTargets);
  const targets = new Map(
    await Promise.all(
      foreign.map(async (entry) => [entry.versionId, await readTargetOf(place, entry)] as const),
    ),
  );
  return {
    items: shown.map((entry) => toVersion(entry, { change: made.get(entry.versionId), targets })),
    truncated: goesOn || entries.length > shown.length,
  };
}

function isLink(entry: VersionEntry): boolean {
  return entry.kind === 'version' && entry.type === 'Symlink';
}

/** Undefined: it was removed between list and look, or may not be read. */
async function readTargetOf(place: Place, { versionId }: VersionEntry): Promise<string | undefined> {
  try {
    return (await getSymlink(place.client, { ...place, versionId })).target;
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchKey', 'NoSuchVersion', 'NotSymlink', 'AccessDenied'))
      return undefined;
    throw error;
  }
}

function toVersion(
  entry: VersionEntry,
  known: { change: string | undefined; targets: ReadonlyMap<string, string | undefined> },
): KeyVersion {
  const target = known.targets.get(entry.versionId);
  return {
    versionId: entry.versionId,
    kind: toKind(entry),
    at: entry.lastModified.toISOString(),
    isCurrent: entry.isLatest,
    ...(target === undefined ? {} : { target }),
    ...(entry.kind === 'version' && !isLink(entry) ? { size: entry.size } : {}),
    ...(known.change === undefined ? {} : { change: known.change }),
  };
}

function toKind(entry: VersionEntry): KeyVersion['kind'] {
  if (entry.kind === 'delete-marker') return 'deleted';
  return isLink(entry) ? 'link' : 'object';
}
