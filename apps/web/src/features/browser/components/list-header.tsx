import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { GridColumn, GridHead } from '../../../shared/ui/grid-row.tsx';
import { ColumnHead } from '../../../shared/ui/parts/column-head.tsx';
import { MarkAll } from '../../../shared/ui/parts/mark-all.tsx';
import type { UnsortedReason } from '../model/sort-rows.ts';
import { objectRowClass, toGivingWay, type ObjectColumn } from './grid-columns.ts';
import { LinksUnsupportedContext } from './links-unsupported.ts';
import type { ObjectColumns } from './use-object-columns.ts';

interface ListHeaderProps {
  columns: ObjectColumns;
  narrow: boolean;
  /** Why the rows cannot be sorted by a column. */
  toReason: (column: ObjectColumn) => UnsortedReason | undefined;
  /** Every row is marked. */
  marked?: boolean;
  onMarkAll?: (all: boolean) => void;
}

/** Names and widths of the columns, and in which order the rows stand. */
export function ListHeader({ columns, narrow, toReason, marked = false, onMarkAll }: ListHeaderProps) {
  const { t } = useTranslation('objects');
  const noLinks = useContext(LinksUnsupportedContext);
  const meaningOf = useColumnMeaning();
  const { sort } = columns.layout;
  const byKey = sort?.column === 'key' && !sort.descending;
  if (narrow)
    return (
      <GridHead className="px-3 py-1">
        <GridColumn meaning={t('column.keyOrderMeaning')}>
          {t('column.key')} <span className="font-normal">{t('column.keyOrder')}</span>
        </GridColumn>
      </GridHead>
    );
  return (
    <GridHead className={cx(objectRowClass, 'group/head relative')}>
      {onMarkAll !== undefined && (
        <MarkAll label={t('row.markAll')} marked={marked} narrow={false} onMarkAll={onMarkAll} />
      )}
      {columns.shown.map((spec) => {
        const reason = toReason(spec.id);
        return (
          <ColumnHead
            className={cx(
              (spec.id === 'size' || spec.id === 'changed') && 'justify-end',
              toGivingWay(spec.id, noLinks),
            )}
            columns={columns}
            key={spec.id}
            label={t(`column.${spec.id}`)}
            meaning={meaningOf(spec.id, reason)}
            note={spec.id === 'key' && byKey ? t('column.keyOrder') : undefined}
            sortable={reason === undefined}
            spec={spec}
          />
        );
      })}
    </GridHead>
  );
}

/** What a column holds, and why the list cannot be sorted by it. */
function useColumnMeaning(): (
  column: ObjectColumn,
  reason: UnsortedReason | undefined,
) => string | undefined {
  const { t } = useTranslation('objects');
  const noLinks = useContext(LinksUnsupportedContext);
  return (column, reason) => {
    if (column === 'key') return t('column.keyOrderMeaning');
    const own = column === 'size' && !noLinks ? t('column.sizeMeaning') : undefined;
    const why =
      reason === undefined ? undefined : t(reason === 'partly' ? 'column.partly' : 'column.lookedUp');
    return [own, why].filter((text) => text !== undefined).join(' ') || undefined;
  };
}
