import type { KeyboardEvent, MouseEvent } from 'react';
import {
  emptyRange,
  extendTo,
  toggleRow,
  toRange,
  type RangeSelection,
} from '../../shared/ui/parts/selection-range.ts';
import { withRows } from '../../shared/ui/parts/selection.ts';

interface SelectionKeys {
  /** True says that the key has been taken. */
  onKey: (id: string, event: KeyboardEvent) => boolean;
  /** True says that the press has been taken; `active` is the row that the list was at. */
  onPress: (id: string, event: MouseEvent, active: string) => boolean;
  /** Draws a range to a row; it begins at `from` where none was selected before. */
  extend: (from: string, to: string) => void;
  /** Selects the rows of the page, or takes them out. */
  selectLoaded: (selected: boolean) => void;
}

/** What keys and pointer do to the selection: Space and Ctrl select one row, Shift a range, Ctrl A those of the page. */
export function toSelectionKeys({
  range,
  onRange,
  order,
}: {
  range: RangeSelection;
  onRange: (range: RangeSelection) => void;
  /** Ids of the rows of the page, in their order. */
  order: readonly string[];
}): SelectionKeys {
  const { selection } = range;
  const extend = (from: string, to: string): void => onRange(extendTo(range, { order, from, to }));
  const selectLoaded = (selected: boolean): void =>
    onRange(toRange(withRows(selection, order, selected), order[0]));
  return {
    extend,
    selectLoaded,
    onKey(id, { key, altKey, ctrlKey, metaKey, shiftKey }) {
      if (altKey) return false;
      if (ctrlKey || metaKey) {
        if (key.toLowerCase() !== 'a' || shiftKey) return false;
        selectLoaded(true);
        return true;
      }
      if (key === ' ') {
        if (shiftKey) extend(id, id);
        else onRange(toggleRow(range, id));
        return true;
      }
      if (key !== 'Escape' || isEmpty(range)) return false;
      onRange(emptyRange);
      return true;
    },
    onPress(id, event, active) {
      const action = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset['action'];
      if (action !== undefined && action !== 'select') return false;
      if (event.shiftKey) extend(active, id);
      else if (action === 'select' || event.ctrlKey || event.metaKey) onRange(toggleRow(range, id));
      else return false;
      return true;
    },
  };
}

/** Nothing is selected. */
export const isEmpty = ({ selection }: RangeSelection): boolean =>
  selection.kind === 'some' && selection.ids.size === 0;
