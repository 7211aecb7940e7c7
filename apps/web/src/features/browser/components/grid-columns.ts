import type { ColumnLayout, ColumnSpec } from '../../../shared/ui/parts/column-layout.ts';
import { toTemplate } from '../../../shared/ui/parts/column-layout.ts';
import { createColumnStore } from '../../../shared/ui/parts/column-store.ts';

export type ObjectColumn = 'key' | 'points' | 'health' | 'size' | 'class' | 'changed';

/** Columns of the list of a folder; the reader's changes are remembered. */
export const objectColumnStore = createColumnStore<ObjectColumn>('objects', [
  { id: 'key', width: 64, share: 1.15, fixed: true },
  { id: 'points', width: 64, share: 1 },
  { id: 'health', width: 148, min: 104 },
  { id: 'size', width: 112, min: 80 },
  { id: 'class', width: 88 },
  { id: 'changed', width: 64, min: 56 },
]);

/** Where the list is narrow, size, class and age give way to keys and targets: they are in the panel too. */
const givesWay: Partial<Record<ObjectColumn, string>> = {
  size: '@max-[44rem]:hidden',
  class: '@max-[60rem]:hidden',
  changed: '@max-[44rem]:hidden',
};

/** Where there can be no links there is room for size and age. */
const givesWayWithoutLinks: typeof givesWay = { class: '@max-[60rem]:hidden' };

/** For the cell of a column: it is not drawn where the list has no room for it. */
export function toGivingWay(column: ObjectColumn, noLinks: boolean): string | undefined {
  return (noLinks ? givesWayWithoutLinks : givesWay)[column];
}

export function isLinkColumn(column: ObjectColumn): boolean {
  return column === 'points' || column === 'health';
}

/** Head and rows of one template, so that numbers never jump. Left of it is room for the mark, right of it for the menu. */
export const objectRowClass =
  'grid grid-cols-(--columns-tight) gap-x-4 pr-9 pl-8 ' +
  '@min-[44rem]:grid-cols-(--columns-medium) @min-[60rem]:grid-cols-(--columns)';

/** The values that {@link objectRowClass} reads, for a list of any width. */
export function toColumnStyle(
  shown: readonly ColumnSpec<ObjectColumn>[],
  layout: ColumnLayout<ObjectColumn>,
  noLinks: boolean,
): Record<`--columns${string}`, string> {
  // Beside the panel targets need the room more than sizes do.
  const medium = shown
    .filter(({ id }) => id !== 'class')
    .map((spec) => (spec.id === 'size' && !noLinks ? { ...spec, width: spec.min ?? spec.width } : spec));
  const tight = noLinks
    ? medium
    : medium
        .filter(({ id }) => toGivingWay(id, noLinks) === undefined)
        .map((spec) => (spec.share === undefined ? { ...spec, width: spec.min ?? spec.width } : spec));
  return {
    '--columns': toTemplate(shown, layout),
    '--columns-medium': toTemplate(medium, layout),
    '--columns-tight': toTemplate(tight, layout),
  };
}

/** The same on a phone: one column, two lines. The mark lies over the icon. */
export const narrowRow = 'flex pr-11 pl-3';

/** Pixels of one row. On a phone a row has two lines. */
export function toRowHeight(choice: 'compact' | 'comfortable', narrow: boolean): number {
  if (narrow) return choice === 'compact' ? 56 : 64;
  return choice === 'compact' ? 32 : 40;
}
