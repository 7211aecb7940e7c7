import { isArchivedClass, parseRestoreState } from '@signpost/oss-protocol/rules';

/** How far an archived object is from being readable. */
export type RestoreStage = 'archived' | 'restoring' | 'readable';

interface StoredObject {
  storageClass: string;
  /** `x-oss-restore`. */
  restore?: string | undefined;
  /** The bucket reads objects of the class Archive without a restore. */
  archiveDirectRead?: boolean | undefined;
}

/** By the storage class of the object and `x-oss-restore`. */
export function toRestoreStage({ storageClass, restore, archiveDirectRead }: StoredObject): RestoreStage {
  if (!isArchivedClass(storageClass) || archiveDirectRead === true) return 'readable';
  const stage = parseRestoreState(restore);
  return stage === 'restored' ? 'readable' : stage;
}
