/* oxlint-disable jsx-a11y/prefer-tag-over-role -- table elements cannot be drawn where the virtualizer puts them */
import { useTranslation } from 'react-i18next';
import { gridColumns, spareCell } from './grid-columns.ts';
import { cx } from '../../../shared/lib/cx.ts';

/** Says in which order the rows stand, and why. */
export function ListHeader({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation('objects');
  const cell = 'min-w-0 truncate';
  const order = (
    <span className="font-normal" title={t('column.keyOrderMeaning')}>
      {t('column.keyOrder')}
    </span>
  );
  return (
    // Keeps as much room for the scroll bar as the rows below do.
    <div
      className="shrink-0 overflow-hidden border-b border-line bg-surface-2 text-12 font-medium text-ink-3 [scrollbar-gutter:stable]"
      role="rowgroup"
    >
      {narrow ? (
        <div aria-rowindex={1} className="px-3 py-1" role="row">
          <div role="columnheader">
            {t('column.key')} {order}
          </div>
        </div>
      ) : (
        <div aria-rowindex={1} className={cx(gridColumns, 'border-l-2 border-transparent py-1.5')} role="row">
          <div className={cell} role="columnheader">
            {t('column.key')} {order}
          </div>
          <div className={cell} role="columnheader">
            {t('column.leadsTo')}
          </div>
          <div className={cell} role="columnheader">
            {t('column.health')}
          </div>
          <div
            className={cx(cell, spareCell, 'text-right')}
            role="columnheader"
            title={t('column.sizeMeaning')}
          >
            {t('column.size')}
          </div>
          <div className={cx(cell, '@max-[60rem]:hidden')} role="columnheader">
            {t('column.class')}
          </div>
          <div className={cx(cell, spareCell, 'text-right')} role="columnheader">
            {t('column.changed')}
          </div>
        </div>
      )}
    </div>
  );
}
