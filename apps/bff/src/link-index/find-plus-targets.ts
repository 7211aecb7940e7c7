import type { IndexEntry } from '@signpost/link-model/index';
import { headObject, OssError } from '@signpost/oss-client';
import pMap from 'p-map';
import { inFlight, type ScanTarget } from './scan-bucket.ts';

/**
 * Finds links whose target holds a `+` that OSS takes for a space: nothing is stored at the target as it is written,
 * something is at the other reading, and OSS serves readers of the link. The last costs a call for each such link.
 */
export async function findPlusTargets(
  { client, bucket, signal }: Pick<ScanTarget, 'client' | 'bucket' | 'signal'>,
  entries: IndexEntry[],
): Promise<void> {
  const suspects = entries.filter(holdsPlus);
  if (suspects.length === 0) return;
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const look = async (link: (typeof suspects)[number]): Promise<void> => {
    const readAs = link.target.replaceAll('+', ' ');
    if (byKey.has(link.target) || byKey.get(readAs)?.kind !== 'object') return;
    try {
      await headObject(client, { bucket, key: link.key, signal });
      link.readAs = readAs;
    } catch (error) {
      // Not served, or not to be told: the target counts as it is written.
      if (!(error instanceof OssError)) throw error;
    }
  };
  await pMap(suspects, look, { concurrency: inFlight });
}

function holdsPlus(entry: IndexEntry): entry is IndexEntry & { kind: 'link'; target: string } {
  return entry.kind === 'link' && entry.target?.includes('+') === true;
}
