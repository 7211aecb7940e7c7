/* oxlint-disable jsx-a11y/prefer-tag-over-role -- table elements cannot be drawn where the virtualizer puts them */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useChoice } from '../hooks/use-choice.ts';
import { singleKeysChoice } from '../lib/preferences.ts';
import { toGridHandlers, type GridActions } from './grid-handlers.ts';
import type { RowPosition } from './grid-row.tsx';
import { usePageMove } from '../hooks/use-page-move.ts';
import { useActiveRow } from './use-active-row.ts';

interface VirtualGridProps<Row> extends GridActions<Row> {
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
  onActive?: (row: Row) => void;
  /** Some rows are marked. */
  marking?: boolean;
  columns?: number;
  /** The grid element, for a parent that moves the focus to it. */
  ref?: RefObject<HTMLDivElement | null>;
}

/**
 * A list of rows as an ARIA grid with one stop for Tab. Only rows that can be seen are in the document, and the one
 * that has the focus.
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
  onActive,
  marking = false,
  columns,
  ref,
  ...actions
}: VirtualGridProps<Row>) {
  const singleKeys = useChoice(singleKeysChoice) === 'on';
  const own = useRef<HTMLDivElement>(null);
  const grid = ref ?? own;
  const scroller = useRef<HTMLDivElement>(null);
  const active = useActiveRow({ rows, toId, openId, startId, takeFocus, onActive, grid });

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
      return drawn.includes(active.index) ? drawn : [...drawn, active.index].sort((a, b) => a - b);
    },
    initialOffset: () => Math.max(0, (active.index - 4) * rowHeight),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  usePageMove(singleKeys, () => {
    const row = rows[active.index];
    if (row === undefined) return false;
    activate(row);
    return true;
  });
  const activate = (row: Row): void => {
    active.moveTo(row);
    virtualizer.scrollToIndex(rows.indexOf(row));
  };
  return (
    // Keys and clicks bubble up from the rows, which take the focus.
    <div
      {...toGridHandlers({ rows, active, activate, actions, scroller, rowHeight, singleKeys })}
      aria-colcount={columns}
      aria-label={label}
      aria-multiselectable={actions.selectable || undefined}
      aria-rowcount={rows.length + 1}
      className="group/grid @container flex min-h-0 flex-1 flex-col outline-none"
      data-marking={marking || undefined}
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
              active: item.index === active.index,
              top: item.start,
              height: rowHeight,
            }),
          )}
        </div>
      </div>
    </div>
  );
}
