import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { ApiError } from '../../../shared/api/api-error.ts';
import { call } from '../../../shared/api/call.ts';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { toFolderSearch, type BrowserSearch } from '../../../shared/lib/browser-search.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { createLinkBatcher } from '../model/link-batcher.ts';
import type { RowAction } from '../model/grid-keys.ts';
import { findRows } from '../model/find-rows.ts';
import { toListRows } from '../model/list-rows.ts';
import type { FindQuery } from './find-field.tsx';
import { FolderBar } from './folder-bar.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { ObjectGrid } from './object-grid.tsx';
import { StatusLine } from './status-line.tsx';
import { PageFactsContext, useIndexAnswer } from './use-page-facts.ts';
import { LinkLookupContext } from './use-resolved-link.ts';
import type { MenuRequest } from './row-menu.tsx';
import type { RowParts } from './row-parts.ts';
import type { ListRow } from '../model/list-rows.ts';
import { noSelection, toggleRow } from '../model/selection.ts';

/** Sixteen links are a screenful at most in two requests; rows that fly past leave the queue within 60 ms. */
const lookupLimits = { size: 16, parallel: 2, wait: 60 };

interface FolderViewProps extends BucketRef {
  search: BrowserSearch;
  pageId: string;
  moved: RefObject<boolean>;
  /** What is marked goes along: some actions are then about that. */
  onAction: (action: RowAction, row: ListRow, marked: readonly ListRow[]) => void;
  findQuery: FindQuery;
  findField: RefObject<HTMLInputElement | null>;
  /** The part before a key in its public address, once it is known. */
  publicUrl: string | undefined;
  /** Nothing to know of links, where there can be none. */
  linksUnsupported: boolean;
  parts: RowParts;
}

/** One page of one folder, in one of its states. */
export function FolderView({
  connection,
  bucket,
  search,
  pageId,
  moved,
  onAction,
  findQuery,
  findField,
  publicUrl,
  linksUnsupported,
  parts,
}: FolderViewProps) {
  const { t } = useTranslation('objects');
  const narrow = useIsNarrow();
  const prefix = search.prefix ?? '';
  const page = useQuery(objectQueries.page({ connection, bucket }, search));
  const rows = useMemo(() => toListRows(page.data?.items ?? []), [page.data]);
  // A prefix may end inside a name: keys are printed from their folder on.
  const within = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const shown = useMemo(
    () => findRows(rows, { text: findQuery.text, within }),
    [rows, findQuery.text, within],
  );
  const [menu, setMenu] = useState<MenuRequest>();
  // Belongs to this page of this folder: leaving it clears the marks.
  const [selection, setSelection] = useState(noSelection);
  const marked = rows.filter(({ id }) => selection.ids.has(id));
  const grid = useRef<HTMLDivElement>(null);
  const index = useIndexAnswer({ connection, bucket }, rows, {
    prefix,
    ...(search.cursor === undefined ? {} : { cursor: search.cursor }),
    ...(search.after === undefined ? {} : { after: search.after }),
    age: page.dataUpdatedAt,
  });
  const [lookup] = useState(() => ({
    connection,
    bucket,
    batcher: createLinkBatcher(
      (links, signal) => call('resolveLinks', { body: { connection, bucket, links }, signal }),
      lookupLimits,
    ),
  }));
  const folderLink = { params: { connection, bucket }, to: '/c/$connection/b/$bucket' } as const;

  if (page.isPending) return <ListSkeleton narrow={narrow} />;
  if (page.data === undefined) {
    return (
      <FailedState
        action={
          page.error instanceof ApiError && page.error.code === 'bucket-missing' ? (
            <Link className={buttonClass()} params={{ connection }} to="/c/$connection">
              {t('failed.buckets')}
            </Link>
          ) : (
            search.cursor !== undefined && (
              <Link {...folderLink} className={buttonClass()} search={toFolderSearch(prefix)}>
                {t('failed.cursor')}
              </Link>
            )
          )
        }
        error={page.error}
        onRetry={() => void page.refetch()}
        title={t('failed.list')}
      />
    );
  }
  const focusRow = (): void => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  const empty = rows.length === 0 && page.data.nextCursor === undefined;
  return (
    <LinkLookupContext value={lookup}>
      <PageFactsContext value={index.facts}>
        {page.isError && (
          <div className="shrink-0 border-b border-line bg-danger-soft px-3 py-2">
            <FailedState
              error={page.error}
              inline
              onRetry={() => void page.refetch()}
              title={t('failed.again')}
            />
          </div>
        )}
        <FolderBar
          find={
            empty
              ? undefined
              : {
                  field: findField,
                  findQuery,
                  found: shown.length,
                  read: rows.length,
                  reach:
                    search.cursor !== undefined || search.after !== undefined
                      ? 'part'
                      : page.data.nextCursor === undefined
                        ? 'whole'
                        : 'first',
                  onLeave: focusRow,
                }
          }
          index={linksUnsupported ? undefined : index}
          marked={marked}
          onUnmark={() => {
            setSelection(noSelection);
            focusRow();
          }}
          SelectionBar={parts.SelectionBar}
        />
        {empty ? (
          <div className="min-h-0 flex-1 overflow-y-auto">
            <EmptyState
              action={
                prefix !== '' && (
                  <Link
                    {...folderLink}
                    className={buttonClass()}
                    search={toFolderSearch(toParentPrefix(prefix))}
                  >
                    {t('empty.up')}
                  </Link>
                )
              }
              icon="folder"
              title={prefix === '' ? t('empty.top') : t('empty.folder')}
            >
              <p>{prefix === '' ? t('empty.topBody') : t('empty.folderBody')}</p>
            </EmptyState>
          </div>
        ) : shown.length === 0 ? (
          <div className="min-h-0 flex-1 overflow-y-auto">
            <EmptyState
              action={<Button onClick={() => findQuery.set('')}>{t('find.clear')}</Button>}
              icon="search"
              title={t('find.nothing', { text: toVisibleText(findQuery.text.trim()) })}
            >
              <p>{t(page.data.nextCursor === undefined ? 'find.nothingBody' : 'find.nothingYet')}</p>
            </EmptyState>
          </div>
        ) : (
          <>
            <ObjectGrid
              label={
                prefix === ''
                  ? t('list.labelTop', { bucket })
                  : t('list.label', { path: toVisibleText(prefix) })
              }
              narrow={narrow}
              onAction={(action, row) => onAction(action, row, marked)}
              openKey={search.key}
              pageId={pageId}
              rows={shown}
              moved={moved}
              within={within}
              grid={grid}
              onMenu={setMenu}
              onSelection={setSelection}
              selection={selection}
            />
            {menu !== undefined && (
              <Suspense fallback={null}>
                <parts.RowMenu
                  {...menu}
                  marked={selection.ids.has(menu.row.id)}
                  onAction={(action, row) => onAction(action, row, marked)}
                  onClose={() => setMenu(undefined)}
                  onMark={() => setSelection(toggleRow(selection, menu.row.id))}
                  publicUrl={publicUrl}
                />
              </Suspense>
            )}
          </>
        )}
        <StatusLine
          batcher={lookup.batcher}
          bucket={bucket}
          connection={connection}
          count={rows.length}
          listCalls={page.data.calls}
          nextCursor={page.data.nextCursor}
          scannedAt={page.dataUpdatedAt}
          search={search}
        />
      </PageFactsContext>
    </LinkLookupContext>
  );
}
