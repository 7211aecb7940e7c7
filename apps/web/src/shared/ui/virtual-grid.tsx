/* oxlint-disable jsx-a11y/prefer-tag-over-role -- table elements cannot be drawn where the virtualizer puts them */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useRef,
  useState,
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useChoice } from '../hooks/use-choice.ts';
import { singleKeysChoice } from '../lib/preferences.ts';
import { toRowMove } from '../lib/row-move.ts';
import type { RowPosition } from './grid-row.tsx';

/** The row that an event is about. */
export interface RowAt<Row> {
  row: Row;
  element: HTMLElement;
}

interface VirtualGridProps<Row> {
  label: string;
  rows: readonly Row[];
  /** Tells rows apart: the row that has the focus keeps it when others come and go. */
  toId: (row: Row) => string;
  rowHeight: number;
  header: ReactNode;
  renderRow: (row: Row, position: RowPosition) => ReactNode;
  /** Row that is open beside the list. The list starts there, and takes the focus back when it is put away. */
  openId: string | undefined;
  /** Row to start at where none is open. */
  startId?: string | undefined;
  /** When the list takes the focus by itself on arrival: the row, or the list around it, so that Tab leads to the row. */
  takeFocus?: () => 'row' | 'grid' | 'never';
  /** Enter, or a press with the pointer. */
  onOpen: (row: Row, event: KeyboardEvent | MouseEvent) => void;
  onActive?: (row: Row) => void;
  /** A key moved the focus from one row to another. */
  onMove?: (from: Row, to: Row, event: KeyboardEvent) => void;
  /** Any other key; true says that it has been taken. */
  onKey?: (at: RowAt<Row>, event: KeyboardEvent) => boolean;
  /** Called before a press opens a row; true says that it has been taken. `active` is the row the list was at. */
  onPress?: (at: RowAt<Row>, event: MouseEvent, active: Row) => boolean;
  /** Rows that the mouse can carry away; with Alt it selects their text instead. */
  isDraggable?: (row: Row) => boolean;
  onDragStart?: (at: RowAt<Row>, event: DragEvent) => void;
  /** The menu key and Shift+F10 come as this event too. */
  onContextMenu?: (at: RowAt<Row>, event: MouseEvent) => void;
  /** Rows can be marked, several at once. */
  selectable?: boolean;
  /** Some rows are marked. */
  marking?: boolean;
  columns?: number;
  /** The grid element, for a parent that moves the focus to it. */
  ref?: RefObject<HTMLDivElement | null>;
}

/**
 * A list of rows as an ARIA grid with one stop for Tab. Only rows that can be seen are in the document, and the one
 * that has the focus. Pointer and keys are handled here, for all rows at once.
 */
export function VirtualGrid<Row>({
  label,
  rows,
  toId,
  rowHeight,
  header,
  renderRow,
  openId,
  startId,
  takeFocus = () => 'never',
  onOpen,
  onActive,
  onMove,
  onKey,
  onPress,
  isDraggable,
  onDragStart,
  onContextMenu,
  selectable = false,
  marking = false,
  columns,
  ref,
}: VirtualGridProps<Row>) {
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const own = useRef<HTMLDivElement>(null);
  const grid = ref ?? own;
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState(openId ?? startId);
  const foundIndex = rows.findIndex((row) => toId(row) === activeId);
  const activeIndex = Math.max(0, foundIndex);

  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => toId(rows[index]!),
    overscan: 4,
    // The active row stays in the document, or the focus would be lost by scrolling.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return drawn.includes(activeIndex) ? drawn : [...drawn, activeIndex].sort((a, b) => a - b);
    },
    initialOffset: () => Math.max(0, (activeIndex - 4) * rowHeight),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const activeElement = (): HTMLElement | null | undefined =>
    scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`);
  // A row that is to get the focus once it has been drawn.
  const wantsFocus = useRef<'no' | 'yes' | 'if-nobody-has-it'>('if-nobody-has-it');
  useEffect(() => {
    const focusRequest = wantsFocus.current;
    if (focusRequest === 'no') return;
    if (focusRequest === 'if-nobody-has-it') {
      const wanted = document.activeElement === document.body ? takeFocus() : 'never';
      if (wanted === 'grid') grid.current?.focus({ preventScroll: true });
      if (wanted !== 'row') {
        wantsFocus.current = 'no';
        return;
      }
    }
    const row = activeElement();
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

  const rowAt = (target: EventTarget): RowAt<Row> | undefined => {
    const element = (target as Element).closest<HTMLElement>('[data-index]');
    const row = element === null ? undefined : rows[Number(element.dataset['index'])];
    return row === undefined ? undefined : { row, element: element! };
  };
  const remember = (row: Row): void => {
    setActiveId(toId(row));
    onActive?.(row);
  };
  const activate = (row: Row): void => {
    wantsFocus.current = 'yes';
    remember(row);
    virtualizer.scrollToIndex(rows.indexOf(row));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[activeIndex];
    if (row === undefined) return;
    // A button in a row has Enter and Space for itself.
    if ((event.key === 'Enter' || event.key === ' ') && (event.target as Element).closest('button')) return;
    const screen = Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight);
    const to = toRowMove(event, { index: activeIndex, count: rows.length, screen }, singleKeys);
    if (to !== undefined) {
      event.preventDefault();
      activate(rows[to]!);
      onMove?.(row, rows[to]!, event);
      return;
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      onOpen(row, event);
      return;
    }
    const element = activeElement();
    if (element && onKey?.({ row, element }, event) === true) event.preventDefault();
  };

  // Backlinks and assistive technology move the focus too: the row that has it is the active one.
  const onFocus = (event: FocusEvent): void => {
    const at = rowAt(event.target);
    hadFocus.current = true;
    if (at !== undefined && toId(at.row) !== activeId) remember(at.row);
  };

  const onClick = (event: MouseEvent): void => {
    const at = rowAt(event.target);
    if (at === undefined) return;
    if (onPress?.(at, event, rows[activeIndex]!) === true) {
      activate(at.row);
      return;
    }
    // Selecting a piece of a key with the pointer is not a click.
    if (getSelection()?.isCollapsed === false) return;
    activate(at.row);
    onOpen(at.row, event);
  };

  // Decided at each press: a finger scrolls, and a key can still be selected as text.
  const onPointerDown = (event: PointerEvent): void => {
    const at = isDraggable === undefined ? undefined : rowAt(event.target);
    if (at !== undefined) {
      at.element.draggable = isDraggable!(at.row) && event.pointerType === 'mouse' && !event.altKey;
    }
  };

  return (
    // Keys and clicks bubble up from the rows, which take the focus.
    <div
      aria-colcount={columns}
      aria-label={label}
      aria-multiselectable={selectable || undefined}
      aria-rowcount={rows.length + 1}
      className="group/grid @container flex min-h-0 flex-1 flex-col outline-none"
      data-marking={marking || undefined}
      onClick={onClick}
      onContextMenu={(event) => {
        const at =
          rowAt(event.target) ?? rowAt(scroller.current?.querySelector('[tabindex="0"]') ?? event.target);
        if (at !== undefined) onContextMenu?.(at, event);
      }}
      onDragStart={(event) => {
        // Selected text is dragged too: then the event comes from it.
        const at = event.target instanceof Element ? rowAt(event.target) : undefined;
        if (at !== undefined) onDragStart?.(at, event);
      }}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        // A range of rows is meant, not a range of text.
        if (selectable && event.shiftKey && rowAt(event.target) !== undefined) event.preventDefault();
      }}
      onPointerDown={onPointerDown}
      ref={grid}
      role="grid"
      tabIndex={-1}
    >
      {header}
      <div
        className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]"
        ref={scroller}
        role="rowgroup"
        tabIndex={-1}
      >
        <div className="relative" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) =>
            renderRow(rows[item.index]!, {
              index: item.index,
              active: item.index === activeIndex,
              top: item.start,
              height: rowHeight,
            }),
          )}
        </div>
      </div>
    </div>
  );
}
