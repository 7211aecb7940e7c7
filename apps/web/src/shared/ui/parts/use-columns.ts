import { useMemo } from 'react';
import { useChoice } from '../../hooks/use-choice.ts';
import {
  defaultLayout,
  listShown,
  parseLayout,
  stringifyLayout,
  toTemplate,
  withHidden,
  withNextSort,
  withSort,
  withWidth,
  type ColumnLayout,
  type ColumnSort,
  type ColumnSpec,
} from './column-layout.ts';
import type { ColumnStore } from './column-store.ts';

export interface Columns<Id extends string> {
  specs: readonly ColumnSpec<Id>[];
  layout: ColumnLayout<Id>;
  shown: readonly ColumnSpec<Id>[];
  /** For `grid-template-columns`. */
  template: string;
  /** Without a width: back to the first one. */
  resize: (spec: ColumnSpec<Id>, width?: number) => void;
  hide: (spec: ColumnSpec<Id>, hidden: boolean) => void;
  /** The head of a column was pressed. */
  sortBy: (column: Id) => void;
  sort: (sort: ColumnSort<Id>) => void;
  reset: () => void;
}

/** The columns of a grid as the reader set them, the same in all tabs. */
export function useColumns<Id extends string>({ specs, text }: ColumnStore<Id>): Columns<Id> {
  const stored = useChoice(text);
  return useMemo(() => {
    const layout: ColumnLayout<Id> = parseLayout(specs, stored) ?? defaultLayout;
    const set = (next: ColumnLayout<Id>): void => text.set(stringifyLayout(next));
    return {
      specs,
      layout,
      shown: listShown(specs, layout),
      template: toTemplate(specs, layout),
      resize: (spec, width) => set(withWidth(layout, spec, width)),
      hide: (spec, hidden) => set(withHidden(layout, spec, hidden)),
      sortBy: (column) => set(withNextSort(layout, column)),
      sort: (sort) => set(withSort(layout, sort)),
      reset: () => set(defaultLayout),
    };
  }, [specs, stored, text]);
}
