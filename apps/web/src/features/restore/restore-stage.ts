import { isArchivedClass, parseRestoreState } from '@signpost/oss-protocol/rules';
import type { TargetCard } from '@signpost/api-contract';

/** How far the target of a cold link is from being readable; `other`: it is no archived object any more. */
export type RestoreStage = 'archived' | 'restoring' | 'readable' | 'other';

/** By the target's storage class and `x-oss-restore`. */
export function toRestoreStage(state: TargetCard['state'] | undefined): RestoreStage {
  if (state?.found !== 'object') return 'other';
  if (!isArchivedClass(state.storageClass) || state.archiveDirectRead === true) return 'readable';
  const stage = parseRestoreState(state.restore);
  return stage === 'restored' ? 'readable' : stage;
}
