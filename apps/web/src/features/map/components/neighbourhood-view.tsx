import type { Coverage, Neighbour } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../../shared/hooks/use-media-query.ts';
import { isUnscanned } from '../../../shared/lib/is-unscanned.ts';
import type { KeyRef } from '../../../shared/lib/key-ref.ts';
import { indexKeyQueries } from '../../../shared/queries/index-key-queries.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { dashes } from '../model/line-dashes.ts';
import { cardSize, layOutNeighbourhood } from '../model/neighbourhood-layout.ts';
import { NeighbourCard } from './neighbour-card.tsx';
import { NeighbourhoodList } from './neighbourhood-list.tsx';
import { NeighbourhoodText } from './neighbourhood-text.tsx';

const NeighbourhoodGraph = lazy(async () => ({
  default: (await import('./neighbourhood-graph.tsx')).NeighbourhoodGraph,
}));

const nothing: readonly Neighbour[] = [];

interface NeighbourhoodViewProps {
  keyRef: KeyRef;
  CoverageSlot: ComponentType<{ connection: string; coverage: Coverage }>;
}

/** The keys around one key: a picture with its text, or cards in groups on a phone. */
export function NeighbourhoodView({ keyRef, CoverageSlot }: NeighbourhoodViewProps) {
  const { t } = useTranslation('map');
  const { connection, bucket } = keyRef;
  const narrow = useIsNarrow();
  const answer = useQuery(indexKeyQueries.neighbourhood(keyRef));
  const frame = useRef<HTMLElement>(null);
  const items = answer.data?.items ?? nothing;
  const layout = useMemo(() => layOutNeighbourhood(items), [items]);
  const asked = items[0]?.key;
  const before = useRef(asked);
  useEffect(() => {
    const [earlier, active] = [before.current, document.activeElement];
    before.current = asked;
    // The link that was followed is no link any more: its card takes the focus.
    if (earlier !== undefined && earlier !== asked && (active === null || active === document.body))
      frame.current?.querySelector<HTMLElement>('[data-asked]')?.focus();
  }, [asked]);
  const { data } = answer;
  if (data === undefined)
    return answer.isError ? (
      <div className="flex-1">
        <FailedState error={answer.error} onRetry={() => void answer.refetch()} title={t('near.failed')} />
      </div>
    ) : (
      <Waiting />
    );
  const scope = { connection, bucket };
  return (
    <>
      {isUnscanned(data.coverage) || items.length === 0 ? (
        <div className="flex-1">
          <EmptyState icon="map" title={t('empty.unread')}>
            <p>{t('empty.unreadBody')}</p>
          </EmptyState>
        </div>
      ) : (
        <section
          aria-label={t('near.label', { key: toVisibleText(asked ?? '') })}
          className="flex min-h-0 flex-1 flex-col"
          ref={frame}
        >
          {items.length === 1 && (
            <p className="border-b border-line px-3 py-1.5 text-13 text-ink-2">{t('near.alone')}</p>
          )}
          {narrow ? (
            <NeighbourhoodList items={items} scope={scope} />
          ) : (
            <>
              <NeighbourhoodText items={items} />
              <div className="min-h-0 flex-1">
                <Suspense fallback={<Waiting />}>
                  <NeighbourhoodGraph
                    Card={NeighbourCard}
                    cardSize={cardSize}
                    dashes={dashes}
                    items={items}
                    layout={layout}
                    scope={scope}
                  />
                </Suspense>
              </div>
            </>
          )}
        </section>
      )}
      <footer className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 border-t border-line bg-surface-0 px-3 py-1">
        <CoverageSlot connection={connection} coverage={data.coverage} />
      </footer>
    </>
  );
}

function Waiting() {
  return (
    <SkeletonFrame className="flex-1 px-3">
      {['w-1/4', 'w-1/5', 'w-1/4'].map((width, row) => (
        <div className="flex h-24 items-center justify-between" key={row}>
          <Skeleton className={width} />
          <Skeleton className="w-1/4" />
        </div>
      ))}
    </SkeletonFrame>
  );
}
