import { symlinkTargetInterpretations } from '@signpost/oss-protocol/rules';
import { fromWireHeaderValue } from '@signpost/oss-protocol';

import type { Call } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Entry } from '../store/entry.ts';
import { assertObjectAccess } from './access.ts';

/**
 * The object a read through `entry` is served from: itself, or the current version of a link's target.
 * By ACL the stricter side wins, so the target is checked as the link was.
 * @throws OssFault SymlinkTargetNotExist, InvalidTargetType, AccessDenied
 */
export function resolveLink(call: Call, bucket: Bucket, entry: Entry): Entry {
  if (entry.type !== 'Symlink') return entry;
  const target = findTarget(call, bucket, entry);
  assertObjectAccess(call, bucket, { access: 'read', entry: target, key: target?.key ?? entry.target ?? '' });
  if (target === undefined) {
    throw fault('SymlinkTargetNotExist', { details: { Key: entry.key, SymlinkTarget: entry.target ?? '' } });
  }
  if (target.type === 'Symlink') {
    throw fault('InvalidTargetType', { details: { Key: entry.key, SymlinkTarget: entry.target ?? '' } });
  }
  return target;
}

/** A raw `+` in a target means a plus to most clients and a space to some: what exists decides. */
function findTarget(call: Call, bucket: Bucket, link: Entry): Entry | undefined {
  const { entries } = call.site.store.read;
  for (const key of symlinkTargetInterpretations(fromWireHeaderValue(link.targetHeader ?? ''))) {
    const target = entries.current(bucket, key);
    if (target !== undefined) return target;
  }
  return undefined;
}
