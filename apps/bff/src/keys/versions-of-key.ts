import { listObjectVersions, type ListObjectVersionsResult, type OssClient } from '@signpost/oss-client';
import type { KeyState } from '@signpost/link-model/write';
import { ProblemError } from '../problems/problem-error.ts';

export type VersionEntry = ListObjectVersionsResult['entries'][number];

/** The version, or the delete marker, that a state was read from; undefined where there was neither. */
export function toVersionId(state: KeyState): string | undefined {
  if (state.kind === 'absent') return state.deleteMarker?.versionId;
  // Written before the bucket had versioning: OSS calls that version "null".
  return state.facts.versionId ?? 'null';
}

/** So many of the newest versions and delete markers of one key, from one list call; `goesOn`: there may be more. */
export async function newestVersions(
  client: OssClient,
  { bucket, key, signal }: { bucket: string; key: string; signal?: AbortSignal | undefined },
  most: number,
): Promise<{ entries: VersionEntry[]; goesOn: boolean }> {
  const page = await listObjectVersions(client, { bucket, prefix: key, maxKeys: most, signal });
  // Keys come in order: past this key there are no more versions of it.
  const entries = page.entries.filter((entry) => entry.key === key);
  return { entries, goesOn: page.isTruncated && entries.length === page.entries.length };
}

/** Pages of 1,000 versions of one key; nobody writes more by hand. */
const maxPages = 20;

/**
 * Versions and delete markers of one key, newest first.
 * @throws ProblemError when there are more than are read: then nobody can tell what is among the rest
 */
export async function* versionsOfKey(
  client: OssClient,
  { bucket, key }: { bucket: string; key: string },
): AsyncGenerator<VersionEntry> {
  let keyMarker: string | undefined;
  let versionIdMarker: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await listObjectVersions(client, { bucket, prefix: key, keyMarker, versionIdMarker });
    for (const entry of answer.entries) {
      // Keys come in order: past this key there are no more versions of it.
      if (entry.key !== key) return;
      yield entry;
    }
    if (!answer.isTruncated || answer.nextKeyMarker !== key) return;
    keyMarker = answer.nextKeyMarker;
    versionIdMarker = answer.nextVersionIdMarker;
  }
  throw new ProblemError('oss-answer-invalid', {
    detail: `This key has more than ${maxPages * 1000} versions, which are not read.`,
  });
}
