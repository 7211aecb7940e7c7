/* oxlint-disable jsx-a11y/prefer-tag-over-role -- table elements cannot be drawn where the virtualizer puts them */
import { useId, type ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

/** Where the grid puts a row. */
export interface RowPosition {
  index: number;
  /** Has the focus of the list, or gets it on Tab. */
  active: boolean;
  top: number;
  height: number;
}

interface GridRowProps extends RowPosition {
  /** What a screen reader says for the whole row. */
  name: string;
  /** Open beside the list. */
  open: boolean;
  /** Absent where rows cannot be selected. */
  selected?: boolean;
  /** The columns, or how the row is laid out without. */
  className: string;
  children: ReactNode;
}

/** One row of a virtual grid: its place, its name, its states. The grid handles pointer and keys. */
export function GridRow({
  index,
  active,
  top,
  height,
  name,
  open,
  selected,
  className,
  children,
}: GridRowProps) {
  return (
    <div
      aria-current={open || undefined}
      aria-label={name}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={cx(
        'group/row absolute inset-x-0 top-0 cursor-default items-center text-13 outline-offset-[-2px]',
        'border-l-2',
        open ? 'border-accent' : 'border-transparent',
        selected === true
          ? 'bg-accent-soft'
          : open
            ? // Beside marked rows it must not look like one of them.
              'bg-accent-soft group-data-marking/grid:bg-surface-2'
            : 'hover:bg-surface-2',
        // The list has the focus and no row does: the one that keys act on is marked.
        active && 'group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-accent',
        className,
      )}
      data-index={index}
      role="row"
      style={{ transform: `translateY(${top}px)`, height }}
      tabIndex={active ? 0 : -1}
    >
      {children}
    </div>
  );
}

/** One cell of a row. */
export function GridCell({ className, children }: { className?: string; children?: ReactNode }) {
  return (
    <div className={cx('min-w-0', className)} role="gridcell">
      {children}
    </div>
  );
}

/** The head of a grid; keeps as much room for the scroll bar as the rows below do. */
export function GridHead({ className, children }: { className: string; children: ReactNode }) {
  return (
    <div
      className="shrink-0 overflow-hidden border-b border-line bg-surface-2 text-12 font-medium text-ink-3 [scrollbar-gutter:stable]"
      role="rowgroup"
    >
      <div aria-rowindex={1} className={cx('border-l-2 border-transparent', className)} role="row">
        {children}
      </div>
    </div>
  );
}

/** The name of one column, and what it means where a word is not enough. */
export function GridColumn({
  className,
  meaning,
  children,
}: {
  className?: string;
  meaning?: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div
      aria-describedby={meaning === undefined ? undefined : id}
      className={cx('min-w-0 truncate', className)}
      data-tip={meaning}
      role="columnheader"
    >
      {children}
      {meaning !== undefined && (
        // Hidden, it describes the column and is no part of its name.
        <span hidden id={id}>
          {meaning}
        </span>
      )}
    </div>
  );
}
