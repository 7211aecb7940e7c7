import { useEffect, useRef, useState, type RefObject } from 'react';
import { isArriving } from '../lib/arrival.ts';

interface ActiveRowInput<Row> {
  rows: readonly Row[];
  toId: (row: Row) => string;
  /** Row that is open beside the list. The list starts there, and takes the focus back when it is put away. */
  openId: string | undefined;
  /** Row to start at where none is open. */
  startId: string | undefined;
  takeFocus: () => 'row' | 'grid' | 'never';
  onActive: ((row: Row) => void) | undefined;
  grid: RefObject<HTMLElement | null>;
}

/** The one row of a grid that Tab leads to. */
export interface ActiveRow<Row> {
  /** Position of the row; 0 where there are no rows. */
  index: number;
  /** The row's element; null while it is not in the document. */
  element: () => HTMLElement | null | undefined;
  /** Makes another row the active one and gives it the focus, as soon as it is in the document. */
  moveTo: (row: Row) => void;
  /** The focus came into the list, to this row. */
  focused: (row: Row | undefined) => void;
}

/** Keeps which row of a grid is the active one, and the focus on it when rows come and go. */
export function useActiveRow<Row>(input: ActiveRowInput<Row>): ActiveRow<Row> {
  const { rows, toId, openId, startId, takeFocus, onActive, grid } = input;
  const [activeId, setActiveId] = useState(openId ?? startId);
  const foundIndex = rows.findIndex((row) => toId(row) === activeId);
  const index = Math.max(0, foundIndex);
  const element = (): HTMLElement | null | undefined =>
    grid.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);

  // A row that is to get the focus once it has been drawn.
  const wantsFocus = useRef<'no' | 'yes' | 'if-nobody-has-it'>('if-nobody-has-it');
  useEffect(() => {
    const focusRequest = wantsFocus.current;
    if (focusRequest === 'no') return;
    if (focusRequest === 'if-nobody-has-it') {
      const wanted = document.activeElement === document.body ? takeFocus() : isArriving() ? 'row' : 'never';
      if (wanted === 'grid') grid.current?.focus({ preventScroll: true });
      if (wanted !== 'row') {
        wantsFocus.current = 'no';
        return;
      }
    }
    const row = element();
    if (row === null || row === undefined) return;
    wantsFocus.current = 'no';
    row.focus({ preventScroll: true });
  });

  // What was open was put away with the focus in it: the list takes it back.
  useEffect(() => {
    if (openId === undefined) return undefined;
    return () => {
      if (document.activeElement === document.body) wantsFocus.current = 'yes';
    };
  }, [openId]);

  // The row with the focus was deleted: the one that took its position gets it.
  const hadFocus = useRef(false);
  const lastIndex = useRef(0);
  useEffect(() => {
    if (foundIndex >= 0) lastIndex.current = foundIndex;
    const next = rows[Math.min(lastIndex.current, rows.length - 1)];
    if (foundIndex >= 0 || next === undefined || !hadFocus.current) return;
    // Another control that has the focus keeps it.
    if (document.activeElement !== document.body) return;
    wantsFocus.current = 'yes';
    setActiveId(toId(next));
  }, [foundIndex, rows, toId]);

  const remember = (row: Row): void => {
    setActiveId(toId(row));
    onActive?.(row);
  };
  return {
    index,
    element,
    moveTo: (row) => {
      wantsFocus.current = 'yes';
      remember(row);
    },
    focused: (row) => {
      hadFocus.current = true;
      if (row !== undefined && toId(row) !== activeId) remember(row);
    },
  };
}
