import { useRef, useState, type RefObject } from 'react';
import { emptyRange, type RangeSelection } from '../../shared/ui/parts/selection-range.ts';
import { isEmpty } from './selection-keys.ts';

interface LinkSelection {
  range: RangeSelection;
  setRange: (range: RangeSelection) => void;
  /** The list, which takes the keyboard back once nothing is selected. */
  grid: RefObject<HTMLDivElement | null>;
}

/**
 * What is selected in the list of links, over all its pages.
 * @param filter what the list is narrowed to: another list has a selection of its own
 */
export function useLinkSelection(filter: string): LinkSelection {
  const [kept, setKept] = useState({ filter, range: emptyRange });
  const grid = useRef<HTMLDivElement>(null);
  const range = kept.filter === filter ? kept.range : emptyRange;
  return {
    range,
    grid,
    setRange: (next) => {
      setKept({ filter, range: next });
      if (isEmpty(next) && grid.current?.contains(document.activeElement) === false)
        grid.current.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
    },
  };
}
