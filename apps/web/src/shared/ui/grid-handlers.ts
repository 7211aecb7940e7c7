import type { DragEvent, FocusEvent, HTMLAttributes, KeyboardEvent, MouseEvent, RefObject } from 'react';
import { toRowMove } from '../lib/row-move.ts';
import type { ActiveRow } from './use-active-row.ts';

/** The row that an event is about. */
export interface RowAt<Row> {
  row: Row;
  element: HTMLElement;
}

/** What keys and pointer do to the rows of a grid. */
export interface GridActions<Row> {
  /** Enter, or a press with the pointer. */
  onOpen: (row: Row, event: KeyboardEvent | MouseEvent) => void;
  /** A key moved the focus from one row to another. */
  onMove?: (from: Row, to: Row, event: KeyboardEvent) => void;
  /** Any other key; true says that it has been taken. */
  onKey?: (at: RowAt<Row>, event: KeyboardEvent) => boolean;
  /** Called before a press opens a row; true says that it has been taken. `active` is the row the list was at. */
  onPress?: (at: RowAt<Row>, event: MouseEvent, active: Row) => boolean;
  /** Rows that the mouse can carry away; with Alt it selects their text instead. */
  isDraggable?: (row: Row) => boolean;
  onDragStart?: (at: RowAt<Row>, event: DragEvent) => void;
  /** A menu is asked for at a point, or by the menu key or Shift+F10 without one. The browser's own stays for selected text. */
  onMenu?: (at: RowAt<Row>, point?: { x: number; y: number }) => void;
  /** Rows can be marked, several at once. */
  selectable?: boolean;
}

interface Grid<Row> {
  rows: readonly Row[];
  active: ActiveRow<Row>;
  /** Makes a row the active one and brings it into view. */
  activate: (row: Row) => void;
  actions: GridActions<Row>;
  /** The element that scrolls, with the rows in it. */
  scroller: RefObject<HTMLElement | null>;
  rowHeight: number;
  /** Single letters are commands. */
  singleKeys: boolean;
}

/** Handles keys and pointer at the grid element, for all its rows at once. */
export function toGridHandlers<Row>(grid: Grid<Row>): HTMLAttributes<HTMLElement> {
  const { rows, active, activate, actions, scroller } = grid;

  const rowAt = (target: EventTarget): RowAt<Row> | undefined => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    const row = element === null ? undefined : rows[Number(element.dataset['index'])];
    return row === undefined ? undefined : { row, element: element! };
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active.index];
    // The grid itself has the focus, before its head: the next stop is the row that keys act on.
    if (event.key === 'Tab' && !event.shiftKey && event.target === event.currentTarget) {
      const first = active.element();
      if (first) event.preventDefault();
      first?.focus();
      return;
    }
    // Keys of a head are its own, and the page's.
    if (row === undefined || (event.target as Element).closest('[role="columnheader"]')) return;
    // A button in a row has Enter and Space for itself.
    if ((event.key === 'Enter' || event.key === ' ') && (event.target as Element).closest('button')) return;
    const screen = Math.floor((scroller.current?.clientHeight ?? grid.rowHeight) / grid.rowHeight);
    const to = toRowMove(event, { index: active.index, count: rows.length, screen }, grid.singleKeys);
    if (to !== undefined) {
      event.preventDefault();
      activate(rows[to]!);
      actions.onMove?.(row, rows[to]!, event);
      return;
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      actions.onOpen(row, event);
      return;
    }
    const element = active.element();
    if (element && actions.onKey?.({ row, element }, event) === true) event.preventDefault();
  };

  const onClick = (event: MouseEvent): void => {
    const at = rowAt(event.target);
    if (at === undefined) return;
    if (actions.onPress?.(at, event, rows[active.index]!) === true) {
      activate(at.row);
      return;
    }
    // Selecting a piece of a key with the pointer is not a click.
    if (getSelection()?.isCollapsed === false) return;
    activate(at.row);
    actions.onOpen(at.row, event);
  };

  return {
    onClick,
    onContextMenu: (event) => {
      const at =
        rowAt(event.target) ?? rowAt(scroller.current?.querySelector('[tabindex="0"]') ?? event.target);
      if (at === undefined || actions.onMenu === undefined || getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      const { clientX: x, clientY: y } = event;
      actions.onMenu(at, x === 0 && y === 0 ? undefined : { x, y });
    },
    onDragStart: (event) => {
      // Selected text is dragged too: then the event comes from it.
      const at = rowAt(event.target);
      if (at !== undefined) actions.onDragStart?.(at, event);
    },
    // A pointer and assistive technology move the focus too: the row that has it is the active one.
    onFocus: (event: FocusEvent) => active.focused(rowAt(event.target)?.row),
    onKeyDown,
    onMouseDown: (event) => {
      // A range of rows is meant, not a range of text.
      if (actions.selectable === true && event.shiftKey && rowAt(event.target) !== undefined)
        event.preventDefault();
    },
    // Decided at each press: a finger scrolls, and a key can still be selected as text.
    onPointerDown: (event) => {
      const at = actions.isDraggable === undefined ? undefined : rowAt(event.target);
      if (at !== undefined) {
        at.element.draggable = actions.isDraggable!(at.row) && event.pointerType === 'mouse' && !event.altKey;
      }
    },
  };
}
