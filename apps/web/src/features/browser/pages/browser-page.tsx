import { toVisibleText } from '@signpost/link-model/text';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { usePageKey } from '../../../shared/hooks/use-page-key.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { DropZone } from '../components/drop-zone.tsx';
import { FolderActions } from '../components/folder-actions.tsx';
import { FolderView } from '../components/folder-view.tsx';
import { useRowActions } from '../components/use-row-actions.ts';
import type { RowParts } from '../components/row-parts.ts';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import { toPageId } from '../model/last-row.ts';

interface BrowserPageProps {
  connection: string;
  bucket: string;
  search: BrowserSearch;
  /** The bucket has a hierarchical namespace. */
  linksUnsupported: boolean;
  /** Opens the undo dialog for the last write to a key; where it has none, for the last one of the bucket. */
  onUndo: (key: string) => void;
  /** An action was chosen: what the address is to say besides what it says. */
  onSearch: (search: BrowserSearch) => void;
  onClosePanel: () => void;
  /** Asks for an upload to the folder that is shown, with what was dropped on it. */
  onUpload: (files: readonly File[]) => void;
  /** The part before a key in its public address, once it is known. */
  publicUrl: string | undefined;
  parts: RowParts;
  /** The inspector, when a key is open. */
  panel: ReactNode;
}

/** The object browser: a folder, and beside it what is known about one key. */
export function BrowserPage({
  connection,
  bucket,
  search,
  linksUnsupported,
  onUndo,
  onSearch,
  onClosePanel,
  onUpload,
  publicUrl,
  parts,
  panel,
}: BrowserPageProps) {
  const { t } = useTranslation('objects');
  const prefix = search.prefix ?? '';
  const folder = toPageId({ connection, bucket }, prefix);
  const pageId =
    search.cursor === undefined && search.after === undefined
      ? folder
      : toPageId({ connection, bucket }, `${prefix}\n${search.cursor ?? ''}\n${search.after ?? ''}`);
  useDocumentTitle(toVisibleText(search.key ?? prefix), bucket);

  // A page of the list that follows another takes the focus that went with the other.
  const moved = useRef(false);
  useEffect(
    () => () => {
      moved.current = true;
    },
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- leaving a pageId is what this waits for; it reads nothing of it
    [pageId],
  );
  // What is searched for belongs to its folder, and goes on with its next page.
  const [find, setFind] = useState({ folder: '', text: '' });
  const field = useRef<HTMLInputElement>(null);
  const findQuery = {
    text: find.folder === folder ? find.text : '',
    set: (text: string) => setFind({ folder, text }),
  };
  usePageKey('Escape', search.key !== undefined, onClosePanel);

  const onAction = useRowActions({ scope: { connection, bucket }, search, findField: field, onUndo });

  return (
    <div className="flex min-h-0 flex-1">
      <DropZone
        // Where there is no room beside the list, the panel lies over it anyway.
        className={cx(
          'flex min-w-0 flex-1 flex-col',
          search.wide === '1' && search.key !== undefined && 'min-[60rem]:hidden',
        )}
        enabled={search.dialog === undefined}
        onFiles={onUpload}
      >
        {/* The path bar shows the same. */}
        <h1 className="sr-only">{toVisibleText(prefix === '' ? bucket : toKeyParts(prefix).name)}</h1>
        {linksUnsupported && (
          <p className="border-b border-line bg-caution-soft px-3 py-1.5 text-12 text-ink-1">
            {t('noLinks')}
          </p>
        )}
        <FolderView
          actions={
            <FolderActions
              ColumnMenu={parts.ColumnMenu}
              bucket={bucket}
              connection={connection}
              linksUnsupported={linksUnsupported}
              onUpload={() => onUpload([])}
              search={search}
            />
          }
          bucket={bucket}
          connection={connection}
          findField={field}
          findQuery={findQuery}
          key={pageId}
          linksUnsupported={linksUnsupported}
          onAction={onAction}
          onSearch={onSearch}
          pageId={pageId}
          search={search}
          moved={moved}
          parts={parts}
          publicUrl={publicUrl}
        />
      </DropZone>
      {panel}
    </div>
  );
}
