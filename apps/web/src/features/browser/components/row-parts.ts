import type { ComponentType } from 'react';
import type { FolderLinkStripProps } from './folder-link-strip.tsx';
import type { ObjectColumnMenuProps } from './object-column-menu.tsx';
import type { RowMenuProps } from './row-menu.tsx';
import type { SelectionBarProps } from './selection-bar.tsx';

/** Parts of the list that are loaded when they are first needed; the route knows how. */
export interface RowParts {
  ColumnMenu: ComponentType<ObjectColumnMenuProps>;
  RowMenu: ComponentType<RowMenuProps>;
  SelectionBar: ComponentType<Omit<SelectionBarProps, 'onAction'>>;
  FolderLinkStrip: ComponentType<FolderLinkStripProps>;
}
