import { cx } from '../../lib/cx.ts';
import { MarkCheckbox } from '../mark-checkbox.tsx';

interface MarkAllProps {
  label: string;
  /** Every row is marked. */
  marked: boolean;
  narrow: boolean;
  onMarkAll: (all: boolean) => void;
}

/** In the head of a grid, above the marks: marks every row. */
export function MarkAll({ label, marked, narrow, onMarkAll }: MarkAllProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- columns go with their grid
    <div className="absolute inset-y-0 left-0 grid" role="columnheader">
      {/* No stop for Tab: with keys all rows are marked by Ctrl A. */}
      <button
        aria-label={label}
        aria-pressed={marked}
        className={cx('grid place-items-center pointer-coarse:w-11', narrow ? 'w-10' : 'w-8')}
        onClick={() => onMarkAll(!marked)}
        tabIndex={-1}
        data-tip={label}
        type="button"
      >
        <MarkCheckbox className="group-hover/head:opacity-100" marked={marked} />
      </button>
    </div>
  );
}
