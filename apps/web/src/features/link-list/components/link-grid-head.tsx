import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { MarkAll } from '../../../shared/ui/parts/mark-all.tsx';
import { ColumnHead } from '../../../shared/ui/parts/column-head.tsx';
import { isSortedColumn, type SortedColumn } from '../model/link-sorting.ts';
import type { useLinkColumns } from '../use-link-columns.ts';
import { isGivingWay, linkRowClass, tightClass } from './link-columns.ts';

interface LinkGridHeadProps {
  columns: ReturnType<typeof useLinkColumns>;
  narrow: boolean;
  /** Every row of the page is selected. */
  marked: boolean;
  onMarkAll: (all: boolean) => void;
  /** The head that led to this order. */
  sortedBy: SortedColumn | undefined;
}

/** The heads of the list of links: names, order and widths. */
export function LinkGridHead({ columns, narrow, marked, onMarkAll, sortedBy }: LinkGridHeadProps) {
  const { t } = useTranslation('links');
  if (narrow)
    return (
      <GridHead className="relative flex min-h-11 items-center pr-3 pl-10">
        <MarkAll label={t('row.markAll')} marked={marked} narrow onMarkAll={onMarkAll} />
        <GridColumn>{t('column.key')}</GridColumn>
      </GridHead>
    );
  return (
    <GridHead className={cx(linkRowClass, 'group/head relative')}>
      <MarkAll label={t('row.markAll')} marked={marked} narrow={false} onMarkAll={onMarkAll} />
      {columns.shown.map((spec) => (
        <ColumnHead
          className={cx(spec.id === 'changed' && 'justify-end', isGivingWay(spec, columns) && tightClass)}
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
