import { isOssServiceError } from '@signpost/oss-client';
import pMap from 'p-map';
import { readKeySnapshot } from '../keys/read-key.ts';
import type { Seen } from './index-store.ts';
import { inFlight, type ScanTarget } from './scan-bucket.ts';
import { toSeen } from './to-seen.ts';

/** Reads keys as they are now; those that OSS does not show are left out. */
export async function lookAtKeys(
  { client, bucket, signal }: Pick<ScanTarget, 'client' | 'bucket' | 'signal'>,
  keys: readonly string[],
): Promise<Seen[]> {
  const seen = await pMap(
    keys,
    async (key) => {
      try {
        const { state } = await readKeySnapshot({ client, bucket, key, signal }, { purpose: 'view' });
        return [toSeen(key, state)];
      } catch (error) {
        if (isOssServiceError(error, 'AccessDenied')) return [];
        throw error;
      }
    },
    { concurrency: inFlight },
  );
  return seen.flat();
}
