import type { IndexEntry, LinkIndex } from '@signpost/link-model/index';
import { headObject, OssError } from '@signpost/oss-client';
import pMap from 'p-map';
import { inFlight, type ScanTarget } from './scan-bucket.ts';

type LinkEntry = IndexEntry & { kind: 'link' };

/**
 * Finds links whose target holds a `+` that OSS takes for a space: nothing is stored at the target as it is written,
 * something is at the other reading, and OSS serves readers of the link. The last costs a call for each such link, once
 * for as long as it is the same.
 */
export async function findPlusTargets(
  { client, bucket, signal }: Pick<ScanTarget, 'client' | 'bucket' | 'signal'>,
  index: LinkIndex,
): Promise<void> {
  const isServed = async (key: string): Promise<boolean> => {
    try {
      await headObject(client, { bucket, key, signal });
      return true;
    } catch (error) {
      // Not served, or not to be told: the target counts as it is written.
      if (!(error instanceof OssError) || signal.aborted) throw error;
      return false;
    }
  };
  const look = async ({ readAs, ...link }: LinkEntry & { target: string }): Promise<void> => {
    const spaced = link.target.replaceAll('+', ' ');
    const mayBe = index.get(link.target) === undefined && index.get(spaced)?.kind === 'object';
    const isRead = mayBe && (readAs === spaced || (await isServed(link.key)));
    if (readAs !== (isRead ? spaced : undefined)) index.put(isRead ? { ...link, readAs: spaced } : link);
  };
  const suspects = [...index.linkKeys()].flatMap((key) => {
    const entry = index.get(key);
    return entry !== undefined && holdsPlus(entry) ? [entry] : [];
  });
  await pMap(suspects, look, { concurrency: inFlight });
}

function holdsPlus(entry: IndexEntry): entry is LinkEntry & { target: string } {
  return entry.kind === 'link' && entry.target?.includes('+') === true;
}
