import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { LinksUnsupportedContext } from './links-unsupported.ts';
import { gridColumns, gridColumnsWithoutLinks, spareCell } from './grid-columns.ts';
import { MarkCheckbox } from './mark-checkbox.tsx';

interface ListHeaderProps {
  narrow: boolean;
  /** Every row is marked. */
  marked?: boolean;
  onMarkAll?: (all: boolean) => void;
}

/** Says in which order the rows stand, and why. */
export function ListHeader({ narrow, marked = false, onMarkAll }: ListHeaderProps) {
  const { t } = useTranslation('objects');
  const noLinks = useContext(LinksUnsupportedContext);
  const key = (
    <GridColumn meaning={t('column.keyOrderMeaning')}>
      {t('column.key')} <span className="font-normal">{t('column.keyOrder')}</span>
    </GridColumn>
  );
  if (narrow) return <GridHead className="px-3 py-1">{key}</GridHead>;
  return (
    <GridHead className={cx(noLinks ? gridColumnsWithoutLinks : gridColumns, 'group/head relative py-1.5')}>
      {onMarkAll !== undefined && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- columns go with their grid
        <div className="absolute inset-y-0 left-0 grid" role="columnheader">
          {/* No stop for Tab: with keys all rows are marked by Ctrl A. */}
          <button
            aria-label={t('row.markAll')}
            aria-pressed={marked}
            className="grid w-8 place-items-center"
            onClick={() => onMarkAll(!marked)}
            tabIndex={-1}
            data-tip={t('row.markAll')}
            type="button"
          >
            <MarkCheckbox className="group-hover/head:opacity-100" marked={marked} />
          </button>
        </div>
      )}
      {key}
      {!noLinks && (
        <>
          <GridColumn>{t('column.points')}</GridColumn>
          <GridColumn>{t('column.health')}</GridColumn>
        </>
      )}
      <GridColumn
        className={cx(!noLinks && spareCell, 'text-right')}
        meaning={noLinks ? undefined : t('column.sizeMeaning')}
      >
        {t('column.size')}
      </GridColumn>
      <GridColumn className="@max-[60rem]:hidden">{t('column.class')}</GridColumn>
      <GridColumn className={cx(!noLinks && spareCell, 'text-right')}>{t('column.changed')}</GridColumn>
    </GridHead>
  );
}
