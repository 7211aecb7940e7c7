import type { Coverage, Plan } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { useIsNarrow, useMediaQuery } from '../../../shared/hooks/use-media-query.ts';
import { indexKeyQueries } from '../../../shared/queries/index-key-queries.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { OverlayPanel } from '../../../shared/ui/overlay-panel.tsx';
import { SidePanel } from '../../../shared/ui/side-panel.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { MapBoard } from '../components/map-board.tsx';
import { MapFilters, ViewChoice } from '../components/map-filters.tsx';
import { DestinationPanel, PointerPanel } from '../components/map-panel.tsx';
import { MapTable } from '../components/map-table.tsx';
import { PastLine } from '../components/past-line.tsx';
import { StagedTray } from '../components/staged-tray.tsx';
import { UnpointedList } from '../components/unpointed-list.tsx';
import { parseHidden, withMap, type MapSearch } from '../model/map-search.ts';
import { narrowMap } from '../model/narrow-map.ts';
import { useStagedMoves } from '../use-staged-moves.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface MapPageProps {
  connection: string;
  search: MapSearch;
  /** The bucket that is drawn; absent while none is known. */
  bucket: string | undefined;
  /** Buckets that can hold links. */
  buckets: readonly string[];
  /** How much of the bucket is known, and the way to scan it. */
  CoverageSlot: ComponentType<{ connection: string; coverage: Coverage }>;
  onSearch: (search: MapSearch, replace?: boolean) => void;
  onPlan: (plan: Plan) => void;
}

/** Where the links of a bucket lead: what readers ask for on the left, what is stored on the right. Moves are staged here and reviewed as a plan. */
export function MapPage({
  connection,
  search,
  bucket = '',
  buckets,
  CoverageSlot,
  onSearch,
  onPlan,
}: MapPageProps) {
  const { t } = useTranslation('map');
  const narrow = useIsNarrow();
  // Beside the board a panel would leave no room for the lines.
  const over = useMediaQuery('(width < 80rem)');
  const { prefix, contains, at } = search;
  const denial = useDenial(connection)('plan.write', { bucket, prefix: prefix ?? '', partly: true });
  const staged = useStagedMoves({ connection, bucket });
  const answer = useQuery({
    ...indexKeyQueries.map(
      { connection, bucket },
      {
        ...(prefix === undefined ? {} : { prefix }),
        ...(contains === undefined ? {} : { contains }),
        ...(at === undefined ? {} : { at }),
      },
    ),
    enabled: bucket !== '',
  });
  useDocumentTitle(t('title'), bucket);
  const hidden = parseHidden(search.hide);
  const change = (changes: Parameters<typeof withMap>[1], replace = true): void =>
    onSearch(withMap(search, changes), replace);
  const map = useMemo(
    () =>
      answer.data && {
        ...narrowMap(answer.data, parseHidden(search.hide)),
        unpointed: answer.data.unpointed,
      },
    [answer.data, search.hide],
  );
  const whole = answer.data?.coverage.state === 'complete';
  const pointer = map?.pointers.find(({ name }) => name === search.pointer);
  const destination = map?.destinations.find(({ name }) => name === search.destination);
  const close = (): void => change({ pointer: '', destination: '' });
  const showPointer = (name: string): void => change({ pointer: name, destination: '' });
  const within = prefix ?? '';
  const scope = { connection, bucket };
  const panel =
    map === undefined ? null : pointer !== undefined ? (
      <PointerPanel
        {...scope}
        denial={denial}
        map={map}
        onClose={close}
        onStage={at === undefined ? staged.add : undefined}
        pointer={pointer}
      />
    ) : destination !== undefined ? (
      <DestinationPanel
        {...scope}
        destination={destination}
        map={map}
        onClose={close}
        onPointer={showPointer}
      />
    ) : null;
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex flex-col gap-2 border-b border-line px-3 py-2.5">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h1 className="text-16 font-semibold">{t('title')}</h1>
            {map !== undefined && (
              <output className="text-13 text-ink-2">
                {t('summary', { count: map.lines.reduce((sum, { links }) => sum + links, 0) })}
              </output>
            )}
            <ViewChoice onChange={change} search={search} />
          </div>
          <MapFilters bucket={bucket} buckets={buckets} onChange={change} search={search} />
        </header>
        {at !== undefined && (
          <PastLine
            {...scope}
            at={answer.data?.at ?? at}
            onNow={() => change({ at: '' })}
            onPlan={onPlan}
            prefix={prefix ?? ''}
          />
        )}
        {map === undefined ? (
          answer.isError ? (
            <div className="flex-1">
              <FailedState error={answer.error} onRetry={() => void answer.refetch()} title={t('failed')} />
            </div>
          ) : (
            <MapSkeleton />
          )
        ) : map.pointers.length === 0 ? (
          <div className="flex-1">
            <EmptyState
              icon="map"
              title={t(
                contains !== undefined || prefix !== undefined || hidden.size > 0
                  ? 'empty.filtered'
                  : whole
                    ? 'empty.none'
                    : 'empty.unread',
              )}
            >
              <p>{t(whole ? 'empty.noneBody' : 'empty.unreadBody')}</p>
            </EmptyState>
          </div>
        ) : narrow || search.view === 'table' ? (
          <MapTable
            map={map}
            narrow={narrow}
            onPointer={showPointer}
            selected={pointer?.name}
            within={within}
          />
        ) : (
          <MapBoard
            {...scope}
            map={map}
            onSelect={({ side, name }) => change({ pointer: '', destination: '', [side]: name })}
            selected={
              pointer !== undefined
                ? { side: 'pointer', name: pointer.name }
                : destination && { side: 'destination', name: destination.name }
            }
            readOnly={at !== undefined || denial !== undefined}
            staged={staged}
            within={within}
          />
        )}
        {answer.data !== undefined && answer.data.omitted.pointers > 0 && (
          <p className="shrink-0 border-t border-line px-3 py-1.5 text-13 text-ink-2">
            {t(answer.data.omitted.broken > 0 ? 'omitted.broken' : 'omitted.ok', {
              count: answer.data.omitted.pointers,
              links: answer.data.omitted.links,
              broken: answer.data.omitted.broken,
            })}
          </p>
        )}
        {answer.data?.unpointed !== undefined && !hidden.has('unpointed') && (
          <UnpointedList {...scope} prefix={prefix} unpointed={answer.data.unpointed} whole={whole} />
        )}
        {staged.moves.length > 0 && at === undefined && (
          <StagedTray {...scope} onPlan={onPlan} staged={staged} />
        )}
        <footer className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 border-t border-line bg-surface-0 px-3 py-1">
          {answer.data !== undefined && (
            <CoverageSlot connection={connection} coverage={answer.data.coverage} />
          )}
          {!narrow && search.view !== 'table' && (
            <span className="ml-auto text-12 text-ink-3 max-lg:hidden">{t('keys')}</span>
          )}
        </footer>
      </div>
      {panel !== null &&
        (over ? (
          <OverlayPanel label={t('panel.label')} onClose={close}>
            {panel}
          </OverlayPanel>
        ) : (
          <SidePanel>{panel}</SidePanel>
        ))}
    </div>
  );
}

function MapSkeleton() {
  return (
    <SkeletonFrame className="flex-1 px-3">
      {['w-1/4', 'w-1/5', 'w-1/4', 'w-1/6', 'w-1/5'].map((width, row) => (
        <div className="flex h-12 items-center justify-between" key={row}>
          <Skeleton className={width} />
          <Skeleton className="w-1/4" />
        </div>
      ))}
    </SkeletonFrame>
  );
}
