import { listBuckets, listObjectsV2, OssError } from '@signpost/oss-client';
import type { Connection } from '../connections/connections.ts';
import type { Services } from '../services.ts';

const withinMs = 3000;

/**
 * Whether every connection's OSS answers, whatever it answers (a refusal comes from a service that is there), and the
 * writes that an earlier process left open have been looked at.
 */
export async function isReady({ connections, areOpenWritesChecked }: Services): Promise<boolean> {
  if (!areOpenWritesChecked()) return false;
  const answers = await Promise.all(connections.list().map(doesAnswer));
  return answers.every(Boolean);
}

async function doesAnswer({ client, config }: Connection): Promise<boolean> {
  const signal = AbortSignal.timeout(withinMs);
  const [first] = config.buckets ?? [];
  try {
    if (first === undefined) await listBuckets(client, { maxKeys: 1, signal });
    else
      await listObjectsV2(client, {
        bucket: first.name,
        prefix: first.startPrefixes[0] ?? '',
        maxKeys: 1,
        signal,
      });
    return true;
  } catch (error) {
    return error instanceof OssError && error.detail.kind === 'service' && error.detail.status < 500;
  }
}
