import { lazy } from 'react';
import { needTexts } from '../app/i18n.ts';
import type { RowParts } from '../features/browser/components/row-parts.ts';

/** What the list shows only once it is asked for, fetched with its texts. */
export const rowParts: RowParts = {
  ColumnMenu: lazy(async () => {
    const texts = needTexts('parts');
    const part = {
      default: (await import('../features/browser/components/object-column-menu.tsx')).ObjectColumnMenu,
    };
    await texts;
    return part;
  }),
  FolderLinkStrip: lazy(async () => {
    const texts = needTexts('actions');
    const part = {
      default: (await import('../features/browser/components/folder-link-strip.tsx')).FolderLinkStrip,
    };
    await texts;
    return part;
  }),
  RowMenu: lazy(async () => {
    const texts = needTexts('rows', 'actions');
    const part = { default: (await import('../features/browser/components/row-menu.tsx')).RowMenu };
    await texts;
    return part;
  }),
  SelectionBar: lazy(async () => {
    const texts = needTexts('rows', 'actions');
    const part = { default: (await import('./-selection-slot.tsx')).SelectionSlot };
    await texts;
    return part;
  }),
};
