import { useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import type { RowAction } from '../model/grid-keys.ts';
import { findRows } from '../model/find-rows.ts';
import { toListRows } from '../model/list-rows.ts';
import { isLaterPage, isWholeFolder } from '../model/whole-folder.ts';
import type { FindQuery } from './find-field.tsx';
import { FolderBar } from './folder-bar.tsx';
import { FolderFailed, StaleBanner } from './folder-states.tsx';
import { FolderRows } from './folder-rows.tsx';
import { LinksUnsupportedContext } from './links-unsupported.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import { StatusLine } from './status-line.tsx';
import { PageFactsContext, useIndexAnswer } from './use-page-facts.ts';
import { useLinkLookup } from './use-link-lookup.ts';
import { LinkLookupContext } from './use-resolved-link.ts';
import type { RowParts } from './row-parts.ts';
import type { ListRow } from '../model/list-rows.ts';
import { noSelection } from '../model/selection.ts';

interface FolderViewProps extends BucketRef {
  search: BrowserSearch;
  pageId: string;
  moved: RefObject<boolean>;
  /** What is marked goes along: some actions are then about that. */
  onAction: (action: RowAction, row: ListRow, marked: readonly ListRow[]) => void;
  onSearch: (search: BrowserSearch) => void;
  findQuery: FindQuery;
  findField: RefObject<HTMLInputElement | null>;
  /** The part before a key in its public address, once it is known. */
  publicUrl: string | undefined;
  /** Nothing to know of links, where there can be none. */
  linksUnsupported: boolean;
  parts: RowParts;
  /** What can be done in the folder. */
  actions: ReactNode;
}

/** One page of one folder, in one of its states. */
export function FolderView({
  connection,
  bucket,
  search,
  pageId,
  moved,
  onAction,
  onSearch,
  findQuery,
  findField,
  publicUrl,
  linksUnsupported,
  parts,
  actions,
}: FolderViewProps) {
  const scope = { connection, bucket };
  const narrow = useIsNarrow();
  const prefix = search.prefix ?? '';
  const page = useQuery(objectQueries.page(scope, search));
  const rows = useMemo(() => toListRows(page.data?.items ?? []), [page.data]);
  // A prefix may end inside a name: keys are printed from their folder on.
  const within = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const shown = useMemo(
    () => findRows(rows, { text: findQuery.text, within }),
    [rows, findQuery.text, within],
  );
  // Belongs to this page of this folder: leaving it clears the marks.
  const [selection, setSelection] = useState(noSelection);
  const marked = rows.filter(({ id }) => selection.ids.has(id));
  const grid = useRef<HTMLDivElement>(null);
  const index = useIndexAnswer(scope, rows, {
    prefix,
    ...(search.cursor === undefined ? {} : { cursor: search.cursor }),
    ...(search.after === undefined ? {} : { after: search.after }),
    age: page.dataUpdatedAt,
  });
  const lookup = useLinkLookup(scope);

  const retry = (): void => void page.refetch();
  const noRows = { find: undefined, index: undefined, marked: [], onUnmark: () => {} };
  if (page.data === undefined) {
    return (
      <>
        <FolderBar {...noRows} actions={actions} SelectionBar={parts.SelectionBar} />
        {page.isPending ? (
          <ListSkeleton narrow={narrow} />
        ) : (
          <FolderFailed error={page.error} onRetry={retry} scope={scope} search={search} />
        )}
      </>
    );
  }
  const focusRow = (): void => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  const whole = page.data.nextCursor === undefined;
  const empty = rows.length === 0 && whole;
  return (
    <LinkLookupContext value={lookup}>
      <LinksUnsupportedContext value={linksUnsupported}>
        <PageFactsContext value={index.facts}>
          {page.isError && <StaleBanner error={page.error} onRetry={retry} />}
          <FolderBar
            actions={actions}
            folderLink={
              within === prefix &&
              (prefix !== '' || [...index.facts.folders.values()].some(({ soon }) => soon)) &&
              !linksUnsupported && (
                <parts.FolderLinkStrip
                  bucket={bucket}
                  connection={connection}
                  onMove={() => onSearch({ dialog: 'move', on: prefix })}
                  prefix={prefix}
                />
              )
            }
            find={
              empty
                ? undefined
                : {
                    field: findField,
                    findQuery,
                    found: shown.length,
                    read: rows.length,
                    reach: isLaterPage(search) ? 'part' : whole ? 'whole' : 'first',
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
          {shown.length === 0 ? (
            <Suspense fallback={<div className="flex-1" />}>
              <parts.NoRows empty={empty} findQuery={findQuery} prefix={prefix} scope={scope} whole={whole} />
            </Suspense>
          ) : (
            <FolderRows
              bucket={bucket}
              grid={grid}
              moved={moved}
              narrow={narrow}
              linksUnsupported={linksUnsupported}
              onAction={(action, row) => {
                // A folder link is repointed by moving it.
                const moves = action === 'repoint' && index.facts.folders.get(row.id)?.follows !== undefined;
                onAction(moves ? 'move' : action, row, marked);
              }}
              onSearch={onSearch}
              onSelection={setSelection}
              openKey={search.key}
              pageId={pageId}
              prefix={prefix}
              publicUrl={publicUrl}
              RowMenu={parts.RowMenu}
              ForecastMark={parts.ForecastMark}
              rows={shown}
              selection={selection}
              whole={isWholeFolder(search, page.data)}
              within={within}
            />
          )}
          <StatusLine
            batcher={lookup.batcher}
            bucket={bucket}
            connection={connection}
            count={rows.length}
            linksUnsupported={linksUnsupported}
            listCalls={page.data.calls}
            nextCursor={page.data.nextCursor}
            scannedAt={page.dataUpdatedAt}
            search={search}
          />
        </PageFactsContext>
      </LinksUnsupportedContext>
    </LinkLookupContext>
  );
}
