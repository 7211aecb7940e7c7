import type { ComponentType } from 'react';
import type { ForecastMarkProps } from '../../../shared/ui/forecast-mark.tsx';
import type { FolderLinkStripProps } from './folder-link-strip.tsx';
import type { NoRowsProps } from './no-rows.tsx';
import type { ObjectColumnMenuProps } from './object-column-menu.tsx';
import type { RowMenuProps } from './row-menu.tsx';
import type { SelectionBarProps } from './selection-bar.tsx';

/** Parts of the list that are loaded when they are first needed; the route knows how. */
export interface RowParts {
  ColumnMenu: ComponentType<ObjectColumnMenuProps>;
  NoRows: ComponentType<NoRowsProps>;
  RowMenu: ComponentType<RowMenuProps>;
  SelectionBar: ComponentType<Omit<SelectionBarProps, 'onAction'>>;
  ForecastMark: ComponentType<ForecastMarkProps>;
  FolderLinkStrip: ComponentType<FolderLinkStripProps>;
}
