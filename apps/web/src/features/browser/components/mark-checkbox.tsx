import { cx } from '../../../shared/lib/cx.ts';
import { Icon } from '../../../shared/ui/icon.tsx';

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
