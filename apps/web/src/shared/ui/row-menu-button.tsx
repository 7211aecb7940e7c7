import { useTranslation } from 'react-i18next';
import { cx } from '../lib/cx.ts';
import { GridCell } from './grid-row.tsx';

/** Opens the row's menu by pointer; keys open it too, so Tab passes by. The list finds it by `data-action`. */
export function RowMenuButton({ name, narrow }: { name: string; narrow: boolean }) {
  const { t } = useTranslation('objects');
  return (
    <GridCell className="absolute inset-y-0 right-0 grid place-items-center">
      <button
        aria-haspopup="menu"
        aria-label={t('row.more', { name })}
        className={cx(
          'grid place-items-center rounded-md font-semibold text-ink-2 hover:bg-surface-3 hover:text-ink-1',
          narrow
            ? 'size-11'
            : 'mr-1 size-7 opacity-0 group-hover/row:opacity-100 group-focus-visible/row:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100',
        )}
        data-action="menu"
        tabIndex={-1}
        type="button"
      >
        ⋯
      </button>
    </GridCell>
  );
}
