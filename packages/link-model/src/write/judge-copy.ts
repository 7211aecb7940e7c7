import { isArchivedClass, type ObjectAcl } from '@signpost/oss-protocol/rules';
import type { Finding } from './findings.ts';
import type { KeyState, Read } from './key-state.ts';

/** An object that is about to be copied. */
export interface CopiedFacts {
  key: string;
  size: number;
  storageClass: string;
  /** Restored, or of a class that is read as it is. */
  readable: boolean;
  acl: Read<ObjectAcl>;
}

/** Largest object that one CopyObject takes: 5 GB. */
export const maxCopyBytes = 5 * 1024 ** 3;

/** Says what copying an object to a key would do. A copy never replaces anything. */
export function judgeCopy(
  {
    key,
    now,
    bucket,
  }: { key: string; now: KeyState; bucket: { versioning: 'never' | 'enabled' | 'suspended' | 'unknown' } },
  { key: from, size, storageClass, readable, acl }: CopiedFacts,
): Finding[] {
  const guard: Finding =
    bucket.versioning === 'never'
      ? { level: 'note', code: 'guard-atomic' }
      : {
          level: 'note',
          code: 'guard-not-atomic',
          versioned: bucket.versioning === 'enabled' || bucket.versioning === 'suspended',
        };
  return [
    { level: 'note', code: 'copies-object', from, size },
    ...(now.kind === 'absent' ? [] : [{ level: 'block', code: 'destination-taken', to: key } as const]),
    ...(size > maxCopyBytes
      ? [{ level: 'block', code: 'copy-too-large', size, most: maxCopyBytes } as const]
      : []),
    ...(isArchivedClass(storageClass) && !readable
      ? [{ level: 'block', code: 'copy-cold', storageClass } as const]
      : []),
    ...(acl.known ? [] : [{ level: 'choose', code: 'part-unread', part: 'acl', why: acl.why } as const]),
    guard,
  ];
}
