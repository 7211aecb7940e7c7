import type { TargetCard } from '@signpost/api-contract';
import { isFrozenClass } from '@signpost/link-model';

/** How far the target of a cold link is from being readable; `other`: it is no archived object any more. */
export type ThawStage = 'frozen' | 'thawing' | 'readable' | 'other';

/** By what a look at the target found. OSS writes `ongoing-request="true"` while it restores, and `"false"` once it has. */
export function toThawStage(state: TargetCard['state'] | undefined): ThawStage {
  if (state?.found !== 'object') return 'other';
  if (!isFrozenClass(state.storageClass)) return 'readable';
  if (state.restore?.includes('ongoing-request="true"') === true) return 'thawing';
  return state.restore?.includes('ongoing-request="false"') === true ? 'readable' : 'frozen';
}
