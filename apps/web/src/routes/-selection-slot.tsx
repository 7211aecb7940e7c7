import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { SelectionBar, type SelectionBarProps } from '../features/browser/components/selection-bar.tsx';
import { useExportLinks } from '../shared/actions/use-export-links.ts';
import { SelectedLinksDialog, type AskedAction } from './-selected-links-dialog.tsx';

/** What can be done with marked rows, and the dialog of what a plan does. */
export function SelectionSlot(props: Omit<SelectionBarProps, 'onAction'>) {
  const { connection = '', bucket = '' } = useParams({ strict: false });
  const exportLinks = useExportLinks();
  const [asked, setAsked] = useState<AskedAction & { keys: string[] }>();
  return (
    <>
      <SelectionBar
        {...props}
        onAction={({ id, count }, keys) => {
          if (id === 'exportLinks') void exportLinks({ connection, bucket }, { by: 'keys', keys: [...keys] });
          else setAsked({ action: id, count, keys: [...keys] });
        }}
      />
      {asked !== undefined && (
        <SelectedLinksDialog
          action={asked.action}
          bucket={bucket}
          connection={connection}
          count={asked.count}
          links={{ by: 'keys', keys: asked.keys }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
