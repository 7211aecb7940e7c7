import type { TargetCard } from '@signpost/api-contract';
import { isArchivedClass, isRestored } from '@signpost/oss-protocol/rules';

/** Whether the bytes of an object cannot be read until it is restored. */
export function isArchived({
  storageClass,
  restore,
}: Pick<TargetCard['state'] & { found: 'object' }, 'storageClass' | 'restore'>): boolean {
  return isArchivedClass(storageClass) && !isRestored(restore);
}
