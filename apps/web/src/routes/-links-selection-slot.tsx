import { useState } from 'react';
import {
  LinkSelectionBar,
  type LinkSelectionBarProps,
} from '../features/link-list/components/link-selection-bar.tsx';
import type { SelectedLinks } from '../features/link-list/model/selected-links.ts';
import { useExportLinks } from '../shared/actions/use-export-links.ts';
import { SelectedLinksDialog, type AskedAction } from './-selected-links-dialog.tsx';

/** What can be done with the links that are selected in the list, and the dialog of it. */
export function LinksSelectionSlot({ connection, ...props }: Omit<LinkSelectionBarProps, 'onAction'>) {
  const exportLinks = useExportLinks();
  const [asked, setAsked] = useState<AskedAction & SelectedLinks>();
  return (
    <>
      <LinkSelectionBar
        {...props}
        connection={connection}
        onAction={({ id, count }, selected) => {
          if (id === 'exportLinks') void exportLinks({ connection, bucket: selected.bucket }, selected.links);
          else setAsked({ action: id, count, ...selected });
        }}
      />
      {asked !== undefined && (
        <SelectedLinksDialog {...asked} connection={connection} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
