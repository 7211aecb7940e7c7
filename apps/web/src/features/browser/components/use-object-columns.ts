import { useContext, useMemo, type CSSProperties } from 'react';
import { useColumns, type Columns } from '../../../shared/ui/parts/use-columns.ts';
import type { ListRow } from '../model/list-rows.ts';
import { keyOrder, sortRows, toNextSort, toUnsortedReason, type SortedColumn } from '../model/sort-rows.ts';
import { isLinkColumn, objectColumnStore, toColumnStyle, type ObjectColumn } from './grid-columns.ts';
import { LinksUnsupportedContext } from './links-unsupported.ts';
import { PageFactsContext } from './use-page-facts.ts';

export interface ObjectColumns extends Columns<ObjectColumn> {
  /** Custom properties that heads and rows take their columns from. */
  style: CSSProperties;
}

/** The columns of the list of a folder as the reader set them, and its rows in the order that he chose. */
export function useObjectColumns(
  rows: readonly ListRow[],
  whole: boolean,
): { columns: ObjectColumns; sorted: readonly ListRow[] } {
  const noLinks = useContext(LinksUnsupportedContext);
  const { folders } = useContext(PageFactsContext);
  const columns = useColumns(objectColumnStore);
  const { layout } = columns;
  const { column, descending } = layout.sort ?? keyOrder;
  // What was chosen in another folder is kept for it.
  const sorted = toUnsortedReason(column, { rows, whole }) === undefined ? column : 'key';
  const sort = useMemo(
    () => (isSortedColumn(sorted) && sorted === column ? { column: sorted, descending } : keyOrder),
    [sorted, column, descending],
  );
  const drawn = useMemo(() => {
    const shown = columns.shown.filter(({ id }) => !(noLinks && isLinkColumn(id)));
    return { shown, style: toColumnStyle(shown, layout, noLinks) };
  }, [columns.shown, layout, noLinks]);
  return {
    columns: {
      ...columns,
      ...drawn,
      layout: { ...layout, sort },
      sortBy: (by) => {
        if (isSortedColumn(by)) columns.sort(toNextSort(sort, by));
      },
    },
    sorted: useMemo(() => sortRows(rows, sort, folders), [rows, sort, folders]),
  };
}

function isSortedColumn(column: ObjectColumn): column is SortedColumn {
  return column === 'key' || column === 'size' || column === 'changed';
}
