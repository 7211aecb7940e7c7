import type { Call } from '../protocol/call.ts';
import { fault, notImplemented } from '../protocol/oss-fault.ts';
import { forbidsReplacing, readOverwriteRules } from '../settings/overwrite-rules.ts';
import { assertMutable } from '../settings/retention.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry, EntryDraft } from '../store/entry.ts';
import type { StoreView } from '../store/store.ts';
import { assertAclAllowed, assertObjectAccess } from './access.ts';
import { findBucket } from './bucket-lookup.ts';
import { forbidsOverwrite } from './object-headers.ts';

/** OSS knows no conditional writes; to ignore a condition would be to overwrite what it protects. */
const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/** The bucket of a write, once the caller may write this key. */
export function openForWriting(call: Call): Bucket {
  if (call.headers.has('x-oss-callback')) throw notImplemented('An upload callback');
  const condition = CONDITIONS.find((header) => call.headers.has(header));
  if (condition !== undefined && call.method !== 'GET') throw fault('NotImplemented');
  const bucket = findBucket(call);
  assertObjectAccess(call, bucket, { access: 'write' });
  if (call.headers.has('x-oss-tagging')) {
    assertObjectAccess(call, bucket, { access: 'write', action: 'oss:PutObjectTagging' });
  }
  assertAclAllowed(call, bucket, call.headers.get('x-oss-object-acl'));
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
    const newest = view.entries.newest(bucket, key);
    assertMayReplace(call, bucket, { view, newest, forbidden });
    const { version } = view.entries.putOver(bucket, key, { newest, draft: makeDraft(view, bucket) });
    return { bucket, version };
  });
}

/**
 * The guards on what lies there already: the overwrite header and rules, which OSS ignores once
 * versioning was set, and retention, unless the old version stays under the new one.
 */
function assertMayReplace(
  call: Call,
  bucket: Bucket,
  write: { view: StoreView; newest: Entry | undefined; forbidden: boolean },
): void {
  const { view, newest: entry } = write;
  if (bucket.versioning === 'Enabled') return;
  if (entry === undefined || entry.type === 'Marker') return;
  if (bucket.versioning === undefined) {
    const rules = readOverwriteRules(view, bucket) ?? [];
    if (write.forbidden || forbidsReplacing(rules, entry.key, call.identity?.uid)) {
      throw fault('FileAlreadyExists', { details: { Key: entry.key } });
    }
  }
  assertMutable(view, bucket, { entry, now: call.now });
}

/** @throws OssFault FileImmutable when retention keeps what a delete would remove for good */
export function assertMayDelete(
  call: Call,
  bucket: Bucket,
  removal: { view: StoreView; key: string; version: string | undefined },
): void {
  const { view, key, version } = removal;
  if (version === undefined && bucket.versioning === 'Enabled') return;
  const entry =
    version === undefined ? view.entries.current(bucket, key) : view.entries.version(bucket, key, version);
  assertMutable(view, bucket, { entry, now: call.now });
}
