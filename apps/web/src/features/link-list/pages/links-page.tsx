import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { IndexedLink } from '@signpost/api-contract';
import { Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toLinkFacts, toLinkRemedy } from '../../../shared/actions/link-remedy.ts';
import { toRemedySearch } from '../../../shared/actions/to-remedy-search.ts';
import { indexQueries, linkPageSize } from '../../../shared/queries/index-queries.ts';
import type { BrowserSearch } from '../../../shared/lib/browser-search.ts';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { toEndpointHost } from '../../../shared/lib/endpoint-host.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { CoverageLine, isWhole } from '../components/coverage-line.tsx';
import { ExportLink } from '../components/export-link.tsx';
import { FilterFields } from '../components/filter-fields.tsx';
import { HeaderCheck } from '../components/header-check.tsx';
import { HealthToggles } from '../components/health-toggles.tsx';
import type { LinkSelectionBarProps } from '../components/link-selection-bar.tsx';
import type { LinkMenuProps, LinkMenuRequest } from '../components/link-menu.tsx';
import { LinkColumnMenu } from '../components/link-column-menu.tsx';
import type { LinkGroupsProps } from '../components/link-groups.tsx';
import { LinkGrid } from '../components/link-grid.tsx';
import { LinksSkeleton, NoLinks } from '../components/link-list-states.tsx';
import { toFilter, withFilter, withoutSort, type LinksSearch } from '../model/link-filter.ts';
import type { SortedColumn } from '../model/link-sorting.ts';
import { withUnread } from '../model/scan-progress.ts';
import { isEmpty } from '../selection-keys.ts';
import { useLinkSelection } from '../use-link-selection.ts';
import { useIndexScan } from '../use-index-scan.ts';

interface LinksPageProps {
  connection: string;
  search: LinksSearch;
  /** Buckets that can hold links, read or not. */
  buckets: readonly string[];
  /** Of the connection: tells its addresses. */
  endpoint: string | undefined;
  onSearch: (search: LinksSearch, replace?: boolean) => void;
  /** An action of a link was chosen: what the address of its bucket is to say. */
  onAction: (link: IndexedLink, search: BrowserSearch) => void;
  /** Loaded when it is first asked for. */
  LinkMenu: ComponentType<LinkMenuProps>;
  /** Loaded when something is selected. */
  LinkSelection: ComponentType<Omit<LinkSelectionBarProps, 'onAction'>>;
  /** Loaded when links are summed up by folder. */
  LinkGroups: ComponentType<LinkGroupsProps>;
  /** The inspector, when a link is open. */
  panel: ReactNode;
}

/** All links of a connection, narrowed by bucket, health, prefix and target. */
export function LinksPage({
  connection,
  search,
  buckets,
  endpoint,
  onSearch,
  onAction,
  LinkMenu,
  LinkSelection,
  LinkGroups,
  panel,
}: LinksPageProps) {
  const { t } = useTranslation('links');
  const narrow = useIsNarrow();
  const queryClient = useQueryClient();
  const filter = toFilter(search);
  const grouped = search.view === 'folders';
  const { cursor } = search;
  const page = useQuery(
    indexQueries.links(connection, cursor === undefined ? filter : { ...filter, cursor }),
  );
  const { range, setRange, grid } = useLinkSelection(JSON.stringify({ ...filter, sort: undefined }));
  const scan = useIndexScan(
    connection,
    page.data === undefined
      ? []
      : withUnread(page.data.coverage, search.bucket === undefined ? buckets : [search.bucket]),
  );
  const [sortedBy, setSortedBy] = useState<SortedColumn>();
  const [menu, setMenu] = useState<LinkMenuRequest>();
  // Of buckets that nobody read there is no number to tell, not even none.
  const known = scan.coverages.some(({ keys }) => keys > 0) || isWhole(scan.coverages);
  useDocumentTitle(t('title'), search.bucket ?? connection);
  const openAt =
    search.key === undefined || search.at === undefined ? undefined : { bucket: search.at, key: search.key };
  const change = (
    changes: Parameters<typeof withFilter>[1],
    { by, replace }: { by?: SortedColumn; replace?: boolean } = {},
  ): void => {
    setSortedBy(by);
    onSearch(withFilter(search, changes), replace);
  };

  const mend = async (link: IndexedLink): Promise<void> => {
    const remedy = toLinkRemedy(link);
    if (remedy === undefined) return;
    const { bucket, key } = link;
    const asked = { opens: remedy.opens, facts: toLinkFacts(link) };
    onAction(link, await toRemedySearch(queryClient, { connection, bucket, key }, asked));
  };

  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex flex-col gap-2 border-b border-line px-3 py-2.5">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h1 className="text-16 font-semibold">{t('title')}</h1>
            {page.data !== undefined && known && (
              <output className="text-13 text-ink-2">{t('total', { count: page.data.total })}</output>
            )}
            <span className="ml-auto flex items-center gap-1">
              <Link
                aria-current={grouped ? 'true' : undefined}
                className={buttonClass('quiet', 'small')}
                params={{ connection }}
                search={{ ...filter, ...(grouped ? {} : { view: 'folders' as const }) }}
                to="/c/$connection/links"
              >
                {t(grouped ? 'groups.asList' : 'groups.asFolders')}
              </Link>
              <ExportLink connection={connection} filter={filter} />
              {!narrow && !grouped && <LinkColumnMenu />}
            </span>
          </div>
          <FilterFields
            buckets={buckets}
            endpointHost={toEndpointHost(endpoint)}
            filter={filter}
            sortable={!grouped}
            onChange={(changes, typing = false) => change(changes, { replace: typing })}
          />
          <HealthToggles
            byHealth={known ? page.data?.byHealth : undefined}
            served={known ? page.data?.served : undefined}
            soon={
              known && page.data !== undefined
                ? { count: page.data.breaksSoon, unknownIn: page.data.forecastsUnknownIn }
                : undefined
            }
            onChange={(health) => change(health === undefined ? { health: '' } : { health })}
            value={search.health}
          />
        </header>
        {page.isPending ? (
          <LinksSkeleton />
        ) : page.isError ? (
          <div className="flex-1">
            <FailedState error={page.error} onRetry={() => void page.refetch()} title={t('failed')} />
          </div>
        ) : page.data.items.length === 0 ? (
          <NoLinks
            connection={connection}
            filtered={Object.keys(filter).some((name) => name !== 'sort')}
            whole={isWhole(scan.coverages)}
          />
        ) : grouped ? (
          <Suspense fallback={<LinksSkeleton />}>
            <LinkGroups connection={connection} filter={withoutSort(filter)} search={search} />
          </Suspense>
        ) : (
          <LinkGrid
            key={`${JSON.stringify(filter)} ${cursor ?? ''}`}
            narrow={narrow}
            grid={grid}
            onMenu={setMenu}
            onRange={setRange}
            range={range}
            onMend={(link) => void mend(link)}
            onOpen={({ bucket, key }) => onSearch({ ...search, at: bucket, key })}
            onRepoint={(link) => onAction(link, { dialog: 'repoint', on: link.key })}
            onSort={(sort, by) => change({ sort: sort ?? '' }, { by })}
            openAt={openAt}
            rows={page.data.items}
            sort={search.sort}
            sortedBy={sortedBy}
          />
        )}
        {page.data !== undefined && !isEmpty(range) && (
          <Suspense fallback={null}>
            <LinkSelection
              connection={connection}
              coverage={page.data.coverage}
              filter={filter}
              onRange={setRange}
              range={range}
              rows={page.data.items}
              total={page.data.total}
            />
          </Suspense>
        )}
        <footer className="flex min-h-9 shrink-0 flex-wrap items-center justify-between gap-x-3 border-t border-line bg-surface-0 px-3 py-1">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3">
            <CoverageLine connection={connection} scan={scan} />
            {search.bucket !== undefined && page.data !== undefined && (
              <HeaderCheck bucket={search.bucket} connection={connection} scan={scan} />
            )}
          </div>
          <nav aria-label={t('page.label')} className="flex gap-2">
            {cursor !== undefined && !grouped && (
              <Link
                className={buttonClass('quiet', 'small')}
                params={{ connection }}
                search={filter}
                to="/c/$connection/links"
              >
                {t('page.first')}
              </Link>
            )}
            {page.data?.nextCursor !== undefined && !grouped && (
              <Link
                className={buttonClass('outline', 'small')}
                params={{ connection }}
                search={{ ...filter, cursor: page.data.nextCursor }}
                to="/c/$connection/links"
              >
                {t('page.next', { count: linkPageSize })}
              </Link>
            )}
          </nav>
        </footer>
      </div>
      {menu !== undefined && (
        <Suspense fallback={null}>
          <LinkMenu
            {...menu}
            connection={connection}
            onClose={() => setMenu(undefined)}
            onSearch={onAction}
          />
        </Suspense>
      )}
      {panel}
    </div>
  );
}
