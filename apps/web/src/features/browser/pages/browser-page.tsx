import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toVisibleText } from '@signpost/link-model/text';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { queryScope } from '../../../shared/api/query-scope.ts';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { usePageKey } from '../../../shared/hooks/use-page-key.ts';
import { toKeyParts, toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { Button, IconButton } from '../../../shared/ui/button.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { showToast } from '../../../shared/ui/toast.ts';
import { DropZone } from '../components/drop-zone.tsx';
import { FolderView } from '../components/folder-view.tsx';
import type { RowParts } from '../components/row-parts.ts';
import { toFolderSearch, type BrowserSearch } from '../../../shared/lib/browser-search.ts';
import type { RowAction } from '../model/grid-keys.ts';
import { lastRows } from '../model/last-row.ts';
import type { ListRow } from '../model/list-rows.ts';

interface BrowserPageProps {
  connection: string;
  bucket: string;
  search: BrowserSearch;
  /** The bucket has a hierarchical namespace. */
  linksUnsupported: boolean;
  /** Opens the undo dialog for the last write to a key; where it has none, for the last one of the bucket. */
  onUndo: (key: string) => void;
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
  onClosePanel,
  onUpload,
  publicUrl,
  parts,
  panel,
}: BrowserPageProps) {
  const { t } = useTranslation(['objects', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const prefix = search.prefix ?? '';
  const toPageId = (folder: string): string => JSON.stringify([connection, bucket, folder]);
  const pageId =
    search.cursor === undefined && search.after === undefined
      ? toPageId(prefix)
      : toPageId(`${prefix}\n${search.cursor ?? ''}\n${search.after ?? ''}`);
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
  // What is find for belongs to its folder, and goes on with its next page.
  const [find, setFind] = useState({ folder: '', text: '' });
  const field = useRef<HTMLInputElement>(null);
  const folder = toPageId(prefix);
  const findQuery = {
    text: find.folder === folder ? find.text : '',
    set: (text: string) => setFind({ folder, text }),
  };
  const reading =
    useIsFetching({ queryKey: objectQueries.page({ connection, bucket }, search).queryKey }) > 0;
  usePageKey('Escape', search.key !== undefined, onClosePanel);

  const go = (next: BrowserSearch): void => {
    void navigate({ to: '/c/$connection/b/$bucket', params: { connection, bucket }, search: next });
  };
  const onAction = (action: RowAction, row: ListRow, marked: readonly ListRow[]): void => {
    switch (action) {
      case 'open':
        go(row.kind === 'folder' ? toFolderSearch(row.id) : { ...search, key: row.id });
        return;
      case 'parent':
        if (prefix === '') return;
        lastRows.set(toPageId(toParentPrefix(prefix)), prefix);
        go(toFolderSearch(toParentPrefix(prefix)));
        return;
      case 'edit':
        // What can be edited of an object or a link stands in the panel, each part with its button.
        if (row.kind !== 'folder') go({ ...search, key: row.id });
        return;
      case 'repoint':
        if (row.kind === 'link') go({ ...search, dialog: 'repoint', on: row.id });
        else showToast({ title: t('notALink'), lasts: 3000 });
        return;
      case 'copy': {
        const keys = (marked.length === 0 ? [row] : marked).map(({ id }) => id);
        const detail = keys.length === 1 ? toVisibleText(keys[0]!) : undefined;
        navigator.clipboard.writeText(keys.join('\n')).then(
          () =>
            showToast({
              title: t('copied', { count: keys.length }),
              lasts: 3000,
              ...(detail === undefined ? {} : { detail }),
            }),
          () => showToast({ title: t('common:action.copyFailed') }),
        );
        return;
      }
      case 'find':
        field.current?.focus();
        field.current?.select();
        return;
      case 'undo':
        onUndo(row.id);
    }
  };

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
        <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-3">
          <h1 className="flex min-w-0 flex-1 text-16 font-semibold">
            {prefix === '' ? (
              <span className="truncate">{bucket}</span>
            ) : (
              <>
                <KeyText emphasis={false} value={toKeyParts(prefix).name} />
                {!prefix.endsWith('/') && <span className="text-ink-3">…</span>}
              </>
            )}
          </h1>
          <IconButton
            aria-busy={reading || undefined}
            className={reading ? 'breathe' : ''}
            icon="retry"
            label={t('action.refresh')}
            onClick={() =>
              void queryClient.invalidateQueries({ queryKey: queryScope.bucket(connection, bucket) })
            }
          />
          <Button aria-label={t('action.upload')} icon="up" onClick={() => onUpload([])}>
            <span className="max-sm:hidden">{t('action.upload')}</span>
          </Button>
          <Button
            disabledReason={linksUnsupported ? t('noLinks') : undefined}
            icon="plus"
            onClick={() => go({ ...search, dialog: 'create', on: prefix })}
            variant="primary"
          >
            {t('action.newLink')}
          </Button>
        </header>
        {linksUnsupported && (
          <p className="border-b border-line bg-caution-soft px-3 py-1.5 text-12 text-ink-1">
            {t('noLinks')}
          </p>
        )}
        <FolderView
          bucket={bucket}
          connection={connection}
          findField={field}
          findQuery={findQuery}
          key={pageId}
          linksUnsupported={linksUnsupported}
          onAction={onAction}
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
