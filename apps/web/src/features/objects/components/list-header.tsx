import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { gridColumns, spareCell } from './grid-columns.ts';

interface ListHeaderProps {
  narrow: boolean;
  /** Every row is marked. */
  marked?: boolean;
  onMarkAll?: (all: boolean) => void;
}

/** Says in which order the rows stand, and why. */
export function ListHeader({ narrow, marked = false, onMarkAll }: ListHeaderProps) {
  const { t } = useTranslation('objects');
  const key = (
    <GridColumn meaning={t('column.keyOrderMeaning')}>
      {t('column.key')} <span className="font-normal">{t('column.keyOrder')}</span>
      <span className="sr-only">. {t('column.keyOrderMeaning')}</span>
    </GridColumn>
  );
  if (narrow) return <GridHead className="px-3 py-1">{key}</GridHead>;
  return (
    <GridHead className={cx(gridColumns, 'group/head relative py-1.5')}>
      {onMarkAll !== undefined && (
        // For the pointer; with keys all rows are marked by Ctrl A, and each row says whether it is.
        <div aria-hidden="true" className="absolute inset-y-0 left-0 grid w-8 place-items-center">
          <input
            aria-label={t('row.markAll')}
            checked={marked}
            className="size-3.5 accent-accent opacity-0 group-hover/head:opacity-100 group-data-marking/grid:opacity-100 pointer-coarse:opacity-100"
            onChange={(event) => onMarkAll(event.target.checked)}
            tabIndex={-1}
            title={t('row.markAll')}
            type="checkbox"
          />
        </div>
      )}
      {key}
      <GridColumn>{t('column.leadsTo')}</GridColumn>
      <GridColumn>{t('column.health')}</GridColumn>
      <GridColumn className={cx(spareCell, 'text-right')} meaning={t('column.sizeMeaning')}>
        {t('column.size')}
      </GridColumn>
      <GridColumn className="@max-[60rem]:hidden">{t('column.class')}</GridColumn>
      <GridColumn className={cx(spareCell, 'text-right')}>{t('column.changed')}</GridColumn>
    </GridHead>
  );
}
