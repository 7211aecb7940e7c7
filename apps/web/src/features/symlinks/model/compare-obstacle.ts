import type { TargetCard } from '@signpost/api-contract';
import { isFrozenClass } from '@signpost/link-model';

/** Why the contents of a target cannot be read, by the name of its text. */
export type CompareObstacle = 'missing' | 'folder' | 'link' | 'forbidden' | 'unchecked' | 'frozen';

/** What stands in the way of reading a target; undefined when it can be read. */
export function toCompareObstacle({ state }: TargetCard): CompareObstacle | undefined {
  switch (state.found) {
    case 'object':
      return isFrozenClass(state.storageClass) && !isThawed(state.restore) ? 'frozen' : undefined;
    case 'nothing':
      return state.isPrefix ? 'folder' : 'missing';
    case 'link':
    case 'forbidden':
    case 'unchecked':
      return state.found;
  }
}

/** `ongoing-request="false", expiry-date="…"`: restored, for a while. */
function isThawed(restore: string | undefined): boolean {
  return restore?.includes('ongoing-request="false"') === true;
}
