import type { Change } from '@signpost/api-contract';
import type { Selection } from '../../../shared/ui/parts/selection.ts';

/** Changes that were ticked to be taken back together. */
export interface ChangeTicks {
  selection: Selection;
  onSelect: (selection: Selection) => void;
}

/** Whether a change can be part of a plan that takes changes back: something was written that can be written back. */
export function canTick({ outcome, action }: Change): boolean {
  return outcome === 'applied' && action !== 'upload' && action !== 'restore';
}
