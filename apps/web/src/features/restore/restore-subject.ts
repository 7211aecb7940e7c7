import { isArchivedClass, parseRestoreState, type ArchivedClass } from '@signpost/oss-protocol/rules';
import type { KeyView } from '@signpost/api-contract';
import { toRestoreStage, type RestoreStage } from './restore-stage.ts';

/** The object that is restored: the one at the key, or the one that the link leads to. */
export interface RestoreSubject {
  key: string;
  size: number;
  etag: string;
  storageClass: string;
  /** `x-oss-restore`. */
  restore: string | undefined;
  stage: RestoreStage;
}

/** A subject that can be restored now. */
export type ArchivedSubject = RestoreSubject & { storageClass: ArchivedClass };

/** Undefined where the key holds no object, and leads to none. */
export function toRestoreSubject({ key, state, object, link }: KeyView): RestoreSubject | undefined {
  if (state.kind === 'object') {
    const { facts, storageClass } = state;
    const restore = object?.restore;
    const { size, etag } = facts;
    return { key, size, etag, storageClass, restore, stage: toRestoreStage({ storageClass, restore }) };
  }
  const target = link?.target;
  if (target?.state.found !== 'object') return undefined;
  const { size, etag, storageClass, restore, readAs } = target.state;
  return {
    key: readAs ?? target.key,
    size,
    etag,
    storageClass,
    restore,
    stage: toRestoreStage(target.state),
  };
}

/** It is archived, or its readable copy can be kept for longer. */
export function canBeRestored(subject: RestoreSubject): subject is ArchivedSubject {
  const { stage, storageClass, restore } = subject;
  return isArchivedClass(storageClass) && (stage === 'archived' || parseRestoreState(restore) === 'restored');
}
