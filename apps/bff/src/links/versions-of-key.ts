import { listObjectVersions, type ListObjectVersionsResult, type OssClient } from '@signpost/oss-client';

export type VersionEntry = ListObjectVersionsResult['entries'][number];

/** Pages of 1,000 versions of one key; nobody writes more by hand. */
const maxPages = 20;

/** Versions and delete markers of one key, newest first. `truncated` at the end: there are more than were read. */
export async function* versionsOfKey(
  client: OssClient,
  { bucket, key }: { bucket: string; key: string },
): AsyncGenerator<VersionEntry, 'complete' | 'truncated'> {
  let keyMarker: string | undefined;
  let versionIdMarker: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await listObjectVersions(client, { bucket, prefix: key, keyMarker, versionIdMarker });
    for (const entry of answer.entries) {
      // Keys come in order: past this key there are no more versions of it.
      if (entry.key !== key) return 'complete';
      yield entry;
    }
    if (!answer.isTruncated || answer.nextKeyMarker !== key) return 'complete';
    keyMarker = answer.nextKeyMarker;
    versionIdMarker = answer.nextVersionIdMarker;
  }
  return 'truncated';
}
