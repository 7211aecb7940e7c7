import type { PlanSummary } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { planQueries } from '../../../shared/queries/plan-queries.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { PlanStateMark } from '../components/plan-header.tsx';
import { troubles } from '../model/plan-work.ts';
import { usePlanTitle } from '../use-plan-title.ts';

interface PlanListPageProps {
  connection: string;
  cursor?: string;
}

/** All plans of a connection, newest first. */
export function PlanListPage({ connection, cursor }: PlanListPageProps) {
  const { t } = useTranslation('plans');
  const plans = useQuery(planQueries.list(connection, cursor));
  useDocumentTitle(t('title'), connection);
  const page = { params: { connection }, to: '/c/$connection/plans' } as const;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-5xl p-4 sm:p-8">
        <header className="mb-4 flex flex-wrap items-baseline gap-x-3">
          <h1 className="text-20 font-semibold">{t('title')}</h1>
          <p className="text-12 text-ink-3">{t('list.summary')}</p>
        </header>
        {plans.isPending ? (
          <ListSkeleton />
        ) : plans.isError ? (
          <FailedState error={plans.error} onRetry={() => void plans.refetch()} title={t('list.failed')} />
        ) : plans.data.items.length === 0 ? (
          <EmptyState
            action={
              <Link className={buttonClass('primary')} params={{ connection }} to="/c/$connection/buckets">
                {t('list.browse')}
              </Link>
            }
            icon="plans"
            title={t('list.empty')}
          >
            <p>{t('list.emptyBody')}</p>
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line">
            {plans.data.items.map((plan) => (
              <PlanItem connection={connection} key={plan.id} plan={plan} plans={plans.data.items} />
            ))}
          </ul>
        )}
        <nav aria-label={t('rows.pages')} className="mt-3 flex gap-2 empty:hidden">
          {cursor !== undefined && (
            <Link {...page} className={buttonClass('quiet', 'small')} search={{}}>
              {t('list.newest')}
            </Link>
          )}
          {plans.data?.nextCursor !== undefined && (
            <Link
              {...page}
              className={buttonClass('outline', 'small')}
              search={{ cursor: plans.data.nextCursor }}
            >
              {t('list.older')}
            </Link>
          )}
        </nav>
      </div>
    </div>
  );
}

interface PlanItemProps {
  connection: string;
  plan: PlanSummary;
  /** Of the page: an undo stands above what it undid. */
  plans: readonly PlanSummary[];
}

function PlanItem({ connection, plan, plans }: PlanItemProps) {
  const { t } = useTranslation('plans');
  const toTitle = usePlanTitle();
  const { id, number, bucket, origin, state, createdAt, actor, reason, rows, written, outcomes } = plan;
  const wasApplied = Object.keys(outcomes).length > 0;
  const undo = plans.find(
    (one) => one.state === 'done' && one.origin.kind === 'roll-back' && one.origin.plan === id,
  );
  const undone = origin.kind === 'roll-back' ? plans.find((one) => one.id === origin.plan) : undefined;
  const bad = troubles.filter((outcome) => (outcomes[outcome] ?? 0) > 0);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1 px-4 py-3 text-13">
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="shrink-0 text-12 text-ink-3">{t('number', { number })}</span>
        <Link
          className="touch-target inline-flex min-w-0 items-center font-medium wrap-anywhere hover:underline"
          params={{ connection, plan: id }}
          to="/c/$connection/plans/$plan"
        >
          {toTitle(origin)}
        </Link>
        {undone !== undefined && <span className="text-ink-2 wrap-anywhere">{toTitle(undone.origin)}</span>}
      </p>
      <PlanStateMark state={state} undoneBy={undo?.number} written={written} />
      <p className="col-span-full flex flex-wrap items-baseline gap-x-3 text-12 text-ink-3">
        <span>{bucket}</span>
        <span>{t('made', { actor })}</span>
        <RelativeTime at={createdAt} worded />
        <span>
          {wasApplied
            ? t('list.of', { done: outcomes.applied ?? 0, count: written })
            : t('list.rows', { count: rows })}
        </span>
        {bad.map((outcome) => (
          <span className="text-caution" key={outcome}>
            {t('done.bad', { count: outcomes[outcome] ?? 0, outcome: t(`outcome.${outcome}`) })}
          </span>
        ))}
        {reason !== undefined && <span className="wrap-anywhere">{t('reasonGiven', { reason })}</span>}
      </p>
    </li>
  );
}

function ListSkeleton() {
  return (
    <SkeletonFrame className="rounded-lg border border-line">
      {['w-1/2', 'w-2/5', 'w-3/5'].map((width) => (
        <div
          className="flex h-16 flex-col justify-center gap-2 border-b border-line px-4 last:border-0"
          key={width}
        >
          <Skeleton className={width} />
          <Skeleton className="w-1/3" />
        </div>
      ))}
    </SkeletonFrame>
  );
}
