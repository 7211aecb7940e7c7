import { toVisibleText } from '@signpost/link-model/text';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import { toggleRow } from '../model/selection.ts';
import { ObjectGrid, type ObjectGridProps } from './object-grid.tsx';
import type { MenuRequest } from './row-menu.tsx';
import type { RowParts } from './row-parts.ts';
import { useMend } from './use-mend.ts';

interface FolderRowsProps extends Omit<ObjectGridProps, 'label' | 'onMend' | 'onMenu'> {
  bucket: string;
  prefix: string;
  /** The part before a key in its public address, once it is known. */
  publicUrl: string | undefined;
  /** The bucket has a hierarchical namespace. */
  linksUnsupported: boolean;
  /** An action was chosen in the menu: what the address is to say. */
  onSearch: (search: BrowserSearch) => void;
  RowMenu: RowParts['RowMenu'];
}

/** The rows of a folder, and the menu of one of them. */
export function FolderRows({
  bucket,
  prefix,
  publicUrl,
  linksUnsupported,
  onSearch,
  RowMenu,
  ...grid
}: FolderRowsProps) {
  const { t } = useTranslation('objects');
  const [menu, setMenu] = useState<MenuRequest>();
  const { selection, onSelection } = grid;
  return (
    <>
      <ObjectGrid
        {...grid}
        label={
          prefix === '' ? t('list.labelTop', { bucket }) : t('list.label', { path: toVisibleText(prefix) })
        }
        onMend={useMend(onSearch)}
        onMenu={setMenu}
      />
      {menu !== undefined && (
        <Suspense fallback={null}>
          <RowMenu
            {...menu}
            marked={selection.ids.has(menu.row.id)}
            linksUnsupported={linksUnsupported}
            onClose={() => setMenu(undefined)}
            onMark={() => onSelection(toggleRow(selection, menu.row.id))}
            onSearch={onSearch}
            publicUrl={publicUrl}
          />
        </Suspense>
      )}
    </>
  );
}
