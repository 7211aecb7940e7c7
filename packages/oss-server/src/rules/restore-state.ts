import { formatHttpDate, isColdStorageClass } from '@signpost/oss-protocol';

import { fault } from '../pipeline/oss-fault.ts';
import type { Entry } from '../store/entry.ts';

/** Where a cold object stands: `frozen`, `thawing`, or `thawed` and readable until its copy expires. */
export function restoreState(entry: Entry, now: number): 'frozen' | 'thawing' | 'thawed' {
  const { restore } = entry.details;
  if (restore === undefined || restore.expiresAt <= now) return 'frozen';
  return restore.readyAt <= now ? 'thawed' : 'thawing';
}

/** @throws OssFault InvalidObjectState when the content of a cold object cannot be read now */
export function assertReadable(entry: Entry, now: number): void {
  if (!isColdStorageClass(entry.storageClass) || restoreState(entry, now) === 'thawed') return;
  throw fault('InvalidObjectState', { details: { ObjectName: entry.key } });
}

/** The `x-oss-restore` header of a cold object that was ever asked back. */
export function restoreHeader(entry: Entry, now: number): Record<string, string> {
  if (!isColdStorageClass(entry.storageClass)) return {};
  switch (restoreState(entry, now)) {
    case 'frozen':
      return {};
    case 'thawing':
      return { 'x-oss-restore': 'ongoing-request="true"' };
    case 'thawed':
      return {
        'x-oss-restore': `ongoing-request="false", expiry-date="${formatHttpDate(new Date(entry.details.restore!.expiresAt))}"`,
      };
  }
}
