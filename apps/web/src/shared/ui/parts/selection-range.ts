import { isSelected, nothingSelected, withRows, type Selection } from './selection.ts';

/** A selection that ranges can be drawn in. */
export interface RangeSelection {
  selection: Selection;
  /** The row that was selected last: where the next range begins. */
  anchor: string | undefined;
  /** The selection before the range that is being drawn: a shorter range gives back what it no longer covers. */
  before: Selection;
}

export const emptyRange = toRange(nothingSelected);

/** A selection that was made without ranges. */
export function toRange(selection: Selection, anchor?: string): RangeSelection {
  return { selection, anchor, before: selection };
}

/** Selects a row, or takes it out of the selection. */
export function toggleRow({ selection }: RangeSelection, id: string): RangeSelection {
  return toRange(withRows(selection, [id], !isSelected(selection, id)), id);
}

/**
 * Draws a range from the row that was selected last to another one; the range drawn before it gives way.
 * @param range.order ids in the order of the list
 * @param range.from where the range begins if no row of the list was selected before
 */
export function extendTo(
  { anchor, before }: RangeSelection,
  { order, from, to }: { order: readonly string[]; from: string; to: string },
): RangeSelection {
  const start = anchor !== undefined && order.includes(anchor) ? anchor : from;
  const [a, b] = [order.indexOf(start), order.indexOf(to)].toSorted((x, y) => x - y) as [number, number];
  const ids = order.slice(Math.max(0, a), b + 1);
  return { selection: withRows(before, ids, true), anchor: start, before };
}
