import { lazy, type ComponentType } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { RowParts } from '../features/browser/components/row-parts.ts';

/** A part that is fetched with its texts. */
function toPart<P>(
  load: () => Promise<ComponentType<P>>,
  ...namespaces: Parameters<typeof needTexts>
): ComponentType<P> {
  return lazy(async () => {
    const [part] = await Promise.all([load(), needTexts(...namespaces)]);
    return { default: part };
  });
}

/** What the list shows only once it is asked for. */
export const rowParts: RowParts = {
  ColumnMenu: toPart(
    async () => (await import('../features/browser/components/object-column-menu.tsx')).ObjectColumnMenu,
    'parts',
  ),
  FolderLinkStrip: toPart(
    async () => (await import('../features/browser/components/folder-link-strip.tsx')).FolderLinkStrip,
    'rows',
    'actions',
  ),
  ForecastMark: toPart(async () => (await import('../shared/ui/forecast-mark.tsx')).ForecastMark, 'rows'),
  NoRows: toPart(async () => (await import('../features/browser/components/no-rows.tsx')).NoRows, 'rows'),
  RowMenu: toPart(
    async () => (await import('../features/browser/components/row-menu.tsx')).RowMenu,
    'rows',
    'actions',
  ),
  SelectionBar: toPart(async () => (await import('./-selection-slot.tsx')).SelectionSlot, 'rows', 'actions'),
};
