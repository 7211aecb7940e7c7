import type { Call } from '../pipeline/call.ts';
import { fault } from '../pipeline/oss-fault.ts';
import type { Bucket } from '../store/buckets.ts';
import type { EntryDraft } from '../store/entry.ts';
import type { StoreView } from '../store/store.ts';
import { assertObjectAccess } from './access.ts';
import { findBucket } from './bucket-lookup.ts';
import { forbidsOverwrite } from './object-headers.ts';

/** The bucket of a write, once the caller may write this key. */
export function openForWriting(call: Call): Bucket {
  const bucket = findBucket(call);
  assertObjectAccess(call, bucket, { access: 'write' });
  return bucket;
}

/** Who owns what this call writes. */
export function ownerOf(call: Call, bucket: Bucket): string {
  return call.identity?.uid ?? bucket.owner;
}

/**
 * Puts a new version on the call's key. The bucket and what lies there are looked at again inside the
 * transaction, so that `x-oss-forbid-overwrite` is a true compare-and-set.
 * @throws OssFault FileAlreadyExists, NoSuchBucket
 */
export async function writeEntry(
  call: Call,
  makeDraft: (view: StoreView, bucket: Bucket) => EntryDraft,
): Promise<{ bucket: Bucket; version: string }> {
  const forbidden = forbidsOverwrite(call);
  return call.site.store.write((view) => {
    const bucket = findBucket(call, view);
    const key = call.key!;
    assertMayReplace(view, bucket, { key, forbidden });
    const { version } = view.entries.put(bucket, key, makeDraft(view, bucket));
    return { bucket, version };
  });
}

/** The overwrite guard; OSS ignores it once versioning was set. */
export function assertMayReplace(
  view: StoreView,
  bucket: Bucket,
  write: { key: string; forbidden: boolean },
): void {
  if (!write.forbidden || bucket.versioning !== undefined) return;
  if (view.entries.current(bucket, write.key) === undefined) return;
  throw fault('FileAlreadyExists', { details: { Key: write.key } });
}
