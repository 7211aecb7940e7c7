import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { ColumnHead } from '../../../shared/ui/parts/column-head.tsx';
import { isSortedColumn, type SortedColumn } from '../model/link-sorting.ts';
import type { useLinkColumns } from '../use-link-columns.ts';
import { isGivingWay, linkRowClass, tightClass } from './link-columns.ts';

interface LinkGridHeadProps {
  columns: ReturnType<typeof useLinkColumns>;
  narrow: boolean;
  /** The head that led to this order. */
  sortedBy: SortedColumn | undefined;
}

/** The heads of the list of links: names, order and widths. */
export function LinkGridHead({ columns, narrow, sortedBy }: LinkGridHeadProps) {
  const { t } = useTranslation('links');
  if (narrow)
    return (
      <GridHead className="px-3 py-1.5">
        <GridColumn>{t('column.key')}</GridColumn>
      </GridHead>
    );
  return (
    <GridHead className={linkRowClass}>
      {columns.shown.map((spec) => (
        <ColumnHead
          className={cx(
            spec.id === 'changed' && 'justify-end',
            isGivingWay(spec, columns.mending) && tightClass,
          )}
          columns={columns}
          key={spec.id}
          label={t(`column.${spec.id}`)}
          sortable={isSortedColumn(spec.id)}
          spec={spec}
          takesFocus={spec.id === sortedBy}
        />
      ))}
    </GridHead>
  );
}
