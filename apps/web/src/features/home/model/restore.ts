import type { TargetCard } from '@signpost/api-contract';
import { isArchivedClass } from '@signpost/link-model';

/** How far the target of a cold link is from being readable; `other`: it is no archived object any more. */
export type RestoreStage = 'archived' | 'restoring' | 'readable' | 'other';

/** By what a look at the target found. OSS writes `ongoing-request="true"` while it restores, and `"false"` once it has. */
export function toRestoreStage(state: TargetCard['state'] | undefined): RestoreStage {
  if (state?.found !== 'object') return 'other';
  if (!isArchivedClass(state.storageClass)) return 'readable';
  if (state.restore?.includes('ongoing-request="true"') === true) return 'restoring';
  return state.restore?.includes('ongoing-request="false"') === true ? 'readable' : 'archived';
}
