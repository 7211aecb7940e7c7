import { judgeServed, listWrong } from '@signpost/link-model/health';
import type { LinkIndex } from '@signpost/link-model/index';
import { headObject, OssError } from '@signpost/oss-client';
import pMap from 'p-map';
import { toHeaders } from '../keys/read-key.ts';
import { shareReads } from '../oss/shared-reads.ts';
import { inFlight, type ScanTarget } from './scan-bucket.ts';

/**
 * Compares the headers of each link that works with those of its target: two calls for each link, fewer where links share
 * a target. A link of which OSS does not tell stays unchecked, and what was written meanwhile too.
 */
export async function compareAllHeaders(
  { client, bucket, signal }: Pick<ScanTarget, 'client' | 'bucket' | 'signal'>,
  index: LinkIndex,
): Promise<void> {
  const shared = shareReads(client);
  const compare = async (key: string, target: string): Promise<void> => {
    const entry = index.get(key);
    try {
      const [link, reached] = await Promise.all(
        [key, target].map((one) => headObject(shared, { bucket, key: one, signal })),
      );
      if (entry?.kind !== 'link' || link === undefined || reached?.lastModified === undefined) return;
      if (index.get(key) !== entry) return;
      const wrong = listWrong(judgeServed(toHeaders(link), toHeaders(reached)));
      index.put({ ...entry, served: { wrong, targetModified: reached.lastModified.toISOString() } });
    } catch (error) {
      if (!(error instanceof OssError) || signal.aborted) throw error;
    }
  };
  const links = [...index.links()].filter(({ health }) => health === 'ok');
  await pMap(
    links,
    async ({ key, chain: [target] }) => {
      if (target !== undefined) await compare(key, target);
    },
    { concurrency: inFlight },
  );
}
