import { isArchivedClass, isRestored } from '@signpost/oss-protocol/rules';
import type { TargetCard } from '@signpost/api-contract';

/** Why the contents of a target cannot be read, by the name of its text. */
export type CompareObstacle = 'missing' | 'folder' | 'link' | 'forbidden' | 'unchecked' | 'archived';

/** What stands in the way of reading a target; undefined when it can be read. */
export function toCompareObstacle({ state }: TargetCard): CompareObstacle | undefined {
  switch (state.found) {
    case 'object':
      return isArchivedClass(state.storageClass) && !isRestored(state.restore) ? 'archived' : undefined;
    case 'nothing':
      return state.isPrefix ? 'folder' : 'missing';
    case 'link':
    case 'forbidden':
    case 'unchecked':
      return state.found;
  }
}
