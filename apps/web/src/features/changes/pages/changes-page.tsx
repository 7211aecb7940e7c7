import type { PlanSummary } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeCountQueries } from '../../../shared/queries/change-count-queries.ts';
import { changeQueries } from '../../../shared/queries/change-queries.ts';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { nothingSelected } from '../../../shared/ui/parts/selection.ts';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { ChangeDayList } from '../components/change-day-list.tsx';
import { ChangeFilters } from '../components/change-filters.tsx';
import { ChangesHeader } from '../components/changes-header.tsx';
import { TickedChanges } from '../components/ticked-changes.tsx';
import { groupChanges } from '../model/change-groups.ts';
import { toFilter, type ChangeFilter, type ChangesSearch } from '../model/change-filter.ts';

interface ChangesPageProps {
  connection: string;
  search: ChangesSearch;
  onFilter: (filter: ChangeFilter) => void;
  /** What a plan does, in words. */
  planTitle: (plan: PlanSummary) => string;
  /** A plan that takes changes back was made. */
  onPlan: (plan: { id: string }) => void;
}

/** What this console has written, newest first: narrowed, grouped, opened, exported and taken back. */
export function ChangesPage({ connection, search, onFilter, planTitle, onPlan }: ChangesPageProps) {
  const { t } = useTranslation('changes');
  const filter = toFilter(search);
  const changes = useQuery(changeQueries.page(connection, search));
  const counts = useQuery(changeCountQueries.counts(connection, filter));
  const [selection, onSelect] = useState(nothingSelected);
  const ticks = { selection, onSelect };
  useDocumentTitle(t('title'), connection);
  const { items = [], plans = [], nextCursor } = changes.data ?? {};
  const groups = groupChanges(items, nextCursor !== undefined);
  const narrowed = Object.keys(filter).length > 0;
  const page = { params: { connection }, to: '/c/$connection/changes' } as const;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-5xl p-4 sm:p-8">
        <ChangesHeader connection={connection} counts={counts.data} filter={filter} group={groups[0]} />
        {filter.group === undefined && (
          <ChangeFilters counts={counts.data} filter={filter} onFilter={onFilter} />
        )}
        {changes.isPending ? (
          <ListSkeleton />
        ) : changes.isError ? (
          <FailedState error={changes.error} onRetry={() => void changes.refetch()} title={t('failed')} />
        ) : items.length > 0 ? (
          <>
            <ChangeDayList
              groups={groups}
              onPlan={onPlan}
              planTitle={planTitle}
              plans={plans}
              ticks={ticks}
              unfolded={filter.group !== undefined}
            />
            <TickedChanges changes={items} onPlan={onPlan} ticks={ticks} />
          </>
        ) : (
          <Nothing
            action={
              narrowed && (
                <Link {...page} className={buttonClass('outline')} search={{}}>
                  {t('filter.every')}
                </Link>
              )
            }
            filter={filter}
            goesOn={nextCursor !== undefined}
          />
        )}
        <nav aria-label={t('pages')} className="mt-3 flex gap-2">
          {search.cursor !== undefined && (
            <Link {...page} className={buttonClass('quiet', 'small')} search={filter}>
              {t('newest')}
            </Link>
          )}
          {nextCursor !== undefined && (
            <Link
              {...page}
              className={buttonClass('outline', 'small')}
              search={{ ...filter, cursor: nextCursor }}
            >
              {t('older')}
            </Link>
          )}
        </nav>
      </div>
    </div>
  );
}

interface NothingProps {
  filter: ChangeFilter;
  /** Older changes may match. */
  goesOn: boolean;
  /** Leads back to all changes. */
  action: ReactNode;
}

/** Nothing was ever written, nothing of this id, or nothing that the filter lets through. */
function Nothing({ filter, goesOn, action }: NothingProps) {
  const { t } = useTranslation('changes');
  if (goesOn)
    return (
      <EmptyState action={action} icon="changes" title={t('hidden.title')}>
        <p>{t('hidden.body')}</p>
      </EmptyState>
    );
  const { group, bucket: _, ...others } = filter;
  const why = group !== undefined ? 'gone' : Object.keys(others).length > 0 ? 'none' : 'empty';
  return (
    <EmptyState action={action} icon="changes" title={t(`${why}.title`)}>
      <p>{t(`${why}.body`)}</p>
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <SkeletonFrame className="rounded-lg border border-line">
      {['w-1/2', 'w-2/5', 'w-3/5'].map((width) => (
        <div
          className="flex h-20 flex-col justify-center gap-2 border-b border-line px-4 last:border-0"
          key={width}
        >
          <Skeleton className={width} />
          <Skeleton className="w-1/3" />
        </div>
      ))}
    </SkeletonFrame>
  );
}
