import { useEffect, useId, useRef, type ReactNode } from 'react';
import { cx } from '../../lib/cx.ts';
import { Icon } from '../icon.tsx';
import type { ColumnSpec } from './column-layout.ts';
import { ColumnResizer } from './column-resizer.tsx';
import type { Columns } from './use-columns.ts';

interface ColumnHeadProps<Id extends string> {
  columns: Columns<Id>;
  spec: ColumnSpec<Id>;
  /** Name as plain text. */
  label: string;
  /** The server can order the list by it. */
  sortable?: boolean;
  /** On arrival its button takes the focus where nothing has it: it led to a list that took the place of the one before. */
  takesFocus?: boolean;
  /** Said beside the name. */
  note?: string | undefined;
  /** What the column holds, or why it cannot be sorted by: a tip. */
  meaning?: string | undefined;
  className?: string;
}

/** The head of one column: its name, the order, and a grip for its width. */
export function ColumnHead<Id extends string>({
  columns,
  spec,
  label,
  sortable = false,
  takesFocus = false,
  note,
  meaning,
  className,
}: ColumnHeadProps<Id>) {
  const meaningId = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) button.current?.focus();
  }, [takesFocus]);
  const { sort } = columns.layout;
  const sorted = sort?.column === spec.id ? sort : undefined;
  const mark: ReactNode = sorted !== undefined && (
    <span className={sorted.descending ? 'rotate-180' : undefined}>
      <Icon name="up" size={12} />
    </span>
  );
  const described = meaning === undefined ? undefined : meaningId;
  const name = (
    <span className="truncate">
      {label}
      {note !== undefined && <span className="font-normal"> {note}</span>}
    </span>
  );
  return (
    <div
      aria-describedby={described}
      aria-label={label}
      aria-sort={sorted === undefined ? undefined : sorted.descending ? 'descending' : 'ascending'}
      className={cx('relative flex min-w-0 items-center pointer-coarse:min-h-11', className)}
      role="columnheader"
    >
      {sortable ? (
        <button
          aria-describedby={described}
          className="touch-target flex min-w-0 items-center gap-1 py-1.5 hover:text-ink-1"
          data-tip={meaning}
          onClick={() => columns.sortBy(spec.id)}
          ref={button}
          type="button"
        >
          {name}
          {mark}
        </button>
      ) : (
        <span className="flex min-w-0 py-1.5" data-tip={meaning}>
          {name}
        </span>
      )}
      {meaning !== undefined && (
        // Hidden, it describes the column and is no part of its name.
        <span hidden id={meaningId}>
          {meaning}
        </span>
      )}
      <ColumnResizer label={label} onResize={(width) => columns.resize(spec, width)} spec={spec} />
    </div>
  );
}
