import type { LinkSort } from '@signpost/api-contract';
import { useMemo } from 'react';
import { toTemplate } from '../../shared/ui/parts/column-layout.ts';
import { useColumns, type Columns } from '../../shared/ui/parts/use-columns.ts';
import { isGivingWay, linkColumnStore, type LinkColumn, type RowTraits } from './components/link-columns.ts';
import { isSortedColumn, toColumnSort, type SortedColumn } from './model/link-sorting.ts';

interface LinkColumns extends Columns<LinkColumn>, RowTraits {
  /** For `grid-template-columns` of a list narrower than 58rem. */
  tightTemplate: string;
}

interface LinkColumnsInput {
  /** The order of the list, which its address says. */
  sort: LinkSort | undefined;
  onSortBy: (column: SortedColumn) => void;
  /** A row of the page has something that mends it. */
  mends: boolean;
  oneBucket: boolean;
}

/** Room for the head of the column of which a tight list shows the shape alone. */
const tightHealth = 64;

/** The columns of the list of links as the reader set them, in the order that the address says. */
export function useLinkColumns({ sort, onSortBy, mends, oneBucket }: LinkColumnsInput): LinkColumns {
  const columns = useColumns(linkColumnStore);
  const { layout } = columns;
  const drawn = useMemo(() => {
    const shown = columns.shown.filter(({ id }) => id !== 'remedy' || mends);
    const mending = shown.some(({ id }) => id === 'remedy');
    const tight = shown
      .filter((spec) => !isGivingWay(spec, { mending, oneBucket }))
      .map((spec) =>
        spec.share !== undefined
          ? spec
          : spec.id === 'health'
            ? { ...spec, width: tightHealth, min: tightHealth }
            : { ...spec, width: spec.min ?? spec.width },
      );
    return {
      shown,
      mending,
      oneBucket,
      template: toTemplate(shown, layout),
      tightTemplate: toTemplate(tight, layout),
    };
  }, [columns.shown, layout, mends, oneBucket]);
  return {
    ...columns,
    ...drawn,
    layout: { ...layout, sort: toColumnSort(sort) },
    sortBy: (column) => {
      if (isSortedColumn(column)) onSortBy(column);
    },
  };
}
