import { useMemo } from 'react';
import type { ListRow } from '../model/list-rows.ts';
import { extendTo, noSelection, selectAll, toggleRow, type Selection } from '../model/selection.ts';

interface RowMarksInput {
  rows: readonly ListRow[];
  selection: Selection;
  onSelection: (selection: Selection) => void;
}

interface RowMarks {
  /** Ids of the rows, in the order of the list. */
  order: readonly string[];
  /** Every row is marked. */
  all: boolean;
  setAll: (all: boolean) => void;
  toggle: (row: ListRow) => void;
  /** Draws a range to a row; it begins at `from` where none was marked before. */
  extend: (from: ListRow, to: ListRow) => void;
}

/** Marks on the rows of a list. */
export function useRowMarks({ rows, selection, onSelection }: RowMarksInput): RowMarks {
  const order = useMemo(() => rows.map(({ id }) => id), [rows]);
  return {
    order,
    all: rows.length > 0 && selection.ids.size >= rows.length,
    setAll: (all) => onSelection(all ? selectAll(order) : noSelection),
    toggle: ({ id }) => onSelection(toggleRow(selection, id)),
    extend: (from, to) => onSelection(extendTo(selection, { order, from: from.id, to: to.id })),
  };
}
