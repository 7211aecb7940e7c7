import { formatRestore, isArchivedClass } from '@signpost/oss-protocol/rules';
import { formatHttpDate } from '@signpost/oss-protocol';

import type { Call } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { readsArchiveDirectly } from '../settings/switches.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry, RestoreState } from '../store/entry.ts';

/** How far an archived object is from being readable: `archived`, `restoring`, or `restored` and readable until its copy expires. */
export function restoreState(
  restore: RestoreState | undefined,
  now: number,
): 'archived' | 'restoring' | 'restored' {
  if (restore === undefined || restore.expiresAt <= now) return 'archived';
  return restore.readyAt <= now ? 'restored' : 'restoring';
}

/** @throws OssFault InvalidObjectState when the content of a cold object cannot be read now */
export function assertReadable(call: Call, bucket: Bucket, entry: Entry): void {
  const { storageClass, details } = entry;
  if (!isArchivedClass(storageClass) || restoreState(details.restore, call.now) === 'restored') return;
  if (storageClass === 'Archive' && readsArchiveDirectly(call.site.store.read, bucket) === true) return;
  throw fault('InvalidObjectState', {
    details: { ObjectName: entry.key },
    headers: details.crc64 === undefined ? {} : { 'x-oss-hash-crc64ecma': details.crc64 },
  });
}

/** What `x-oss-restore` and a listing's RestoreInfo say; undefined for what was never asked back. */
export function describeRestore(restore: RestoreState | undefined, now: number): string | undefined {
  switch (restoreState(restore, now)) {
    case 'archived':
      return undefined;
    case 'restoring':
      return formatRestore();
    case 'restored':
      return formatRestore(formatHttpDate(new Date(restore!.expiresAt)));
  }
}

/** The `x-oss-restore` header of a cold object that was asked back. */
export function restoreHeader(entry: Entry, now: number): Record<string, string> {
  const text = isArchivedClass(entry.storageClass) ? describeRestore(entry.details.restore, now) : undefined;
  return text === undefined ? {} : { 'x-oss-restore': text };
}
