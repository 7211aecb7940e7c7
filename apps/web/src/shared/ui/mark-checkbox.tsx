import { cx } from '../lib/cx.ts';
import { Icon } from './icon.tsx';

/** The box of a mark. Empty ones show once some row is marked, and on screens without a pointer that hovers. */
export function MarkCheckbox({ marked, className }: { marked: boolean; className?: string }) {
  return marked ? (
    <span className="grid size-4 shrink-0 place-items-center rounded-sm bg-accent text-accent-ink">
      <Icon name="check" size={12} />
    </span>
  ) : (
    <span
      className={cx(
        'size-3.5 rounded-sm border border-line-strong bg-surface-1 opacity-0 group-data-marking/grid:opacity-100 pointer-coarse:opacity-100',
        className,
      )}
    />
  );
}

interface SelectMarkProps {
  narrow: boolean;
  selected: boolean;
  /** Draws the box; without it the place takes presses alone. */
  boxed: boolean;
}

/** Where a pointer marks a row of a grid. With keys it is Space, and the row itself says whether it is marked. */
export function SelectMark({ narrow, selected, boxed }: SelectMarkProps) {
  return (
    <div
      aria-hidden="true"
      className={cx('absolute inset-y-0 left-0 grid place-items-center', narrow ? 'w-10' : 'w-8')}
      data-action="select"
    >
      {boxed && (
        <MarkCheckbox className="group-hover/row:opacity-100 group-focus/row:opacity-100" marked={selected} />
      )}
    </div>
  );
}
