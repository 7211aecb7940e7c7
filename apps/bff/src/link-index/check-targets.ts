import { reachedKey, type LinkIndex } from '@signpost/link-model/index';
import { findStoredKeyProblem } from '@signpost/oss-protocol/rules';
import { headObject, isOssServiceError } from '@signpost/oss-client';
import pMap from 'p-map';
import type { IndexStore, Seen } from './index-store.ts';
import { inFlight, type ScanTarget } from './scan-bucket.ts';
import { toRestored } from './to-restored.ts';

type Place = Pick<ScanTarget, 'client' | 'bucket' | 'signal'>;

interface TargetsPlace extends Place {
  /** Reads again while OSS throttles. */
  patiently: (read: () => Promise<Seen | undefined>) => Promise<Seen | undefined>;
}

/** Targets that are looked at between two times that what was found is kept. */
const batchSize = 1000;

/**
 * Looks at the targets that a source of links only does not tell of, and that the index holds nothing of: a call for
 * each. Without, a link to an object that came since the last scan of all keys would be said to lead nowhere.
 */
export async function checkTargets(place: TargetsPlace, index: LinkIndex, store: IndexStore): Promise<void> {
  const targets = new Map<string, string[]>();
  for (const key of index.linkKeys()) {
    const link = index.get(key);
    const target = link?.kind === 'link' && link.forbidden !== true ? reachedKey(link) : undefined;
    if (target !== undefined && index.get(target) === undefined)
      targets.set(target, [...(targets.get(target) ?? []), key]);
  }
  const keys = [...targets.keys()];
  for (let at = 0; at < keys.length; at += batchSize) {
    const found = await pMap(
      keys.slice(at, at + batchSize),
      (key) => place.patiently(() => look(place, key)),
      { concurrency: inFlight },
    );
    const seen = found.filter((one) => one !== undefined);
    await store.record(place.bucket, seen);
    for (const { key, entry } of seen) {
      if (entry === undefined) index.remove(key);
      else index.put(entry);
    }
    const told = new Set(seen.map(({ key }) => key));
    // OSS does not say whether something is there.
    for (const target of keys.slice(at, at + batchSize).filter((key) => !told.has(key)))
      for (const key of targets.get(target) ?? []) {
        const link = index.get(key);
        if (link?.kind === 'link') index.put({ ...link, forbidden: true });
      }
  }
}

/** Undefined where OSS does not tell. */
async function look({ client, bucket, signal }: Place, key: string): Promise<Seen | undefined> {
  // No object can have such a key.
  if (findStoredKeyProblem(key) !== undefined) return { key };
  try {
    const {
      etag = '',
      lastModified,
      size = 0,
      storageClass = 'Standard',
      ...facts
    } = await headObject(client, {
      bucket,
      key,
      signal,
    });
    if (lastModified === undefined) return undefined;
    const stored = { key, etag, lastModified: lastModified.toISOString(), size, storageClass };
    return { key, entry: { kind: 'object', ...stored, ...toRestored(facts.restore) } };
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchKey')) return { key };
    if (isOssServiceError(error, 'AccessDenied')) return undefined;
    throw error;
  }
}
