import type { Plan } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { planQueries } from '../../../shared/queries/plan-queries.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { PlanDiscarded, PlanDraftFailed, PlanDrafting } from '../components/plan-ended.tsx';
import { PlanHeader } from '../components/plan-header.tsx';
import { PlanBody } from '../components/plan-body.tsx';
import type { PlanSearch } from '../model/plan-search.ts';
import { usePlanTitle } from '../use-plan-title.ts';
import { useWrittenLinks } from '../use-written-links.ts';

interface PlanPageProps {
  connection: string;
  id: string;
  search: PlanSearch;
  onSearch: (search: PlanSearch, replace?: boolean) => void;
  /** Another plan came of this one: it is gone to. */
  onPlan: (plan: Plan) => void;
}

/** A change of many links at its own address: reviewed, applied, followed and taken back. */
export function PlanPage({ connection, id, ...props }: PlanPageProps) {
  const { t } = useTranslation('plans');
  const plan = useQuery(planQueries.one(connection, id));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex min-h-full w-full max-w-[84rem] flex-col gap-5 px-4 pt-4 sm:px-6 sm:pt-6">
        {plan.isPending ? (
          <PageSkeleton />
        ) : plan.data === undefined ? (
          <FailedState
            action={
              <Link className={buttonClass()} params={{ connection }} to="/c/$connection/plans">
                {t('all')}
              </Link>
            }
            error={plan.error}
            onRetry={() => void plan.refetch()}
            title={t('failed')}
          />
        ) : (
          <ShownPlan key={plan.data.id} plan={plan.data} {...props} />
        )}
      </div>
    </div>
  );
}

function ShownPlan({ plan, ...props }: Omit<PlanPageProps, 'connection' | 'id'> & { plan: Plan }) {
  const { t } = useTranslation('plans');
  const toTitle = usePlanTitle();
  const title = toTitle(plan.origin);
  useDocumentTitle(
    plan.state === 'open' ? title : `${t(`state.${plan.state}`)} · ${title}`,
    t('number', { number: plan.number }),
  );
  useWrittenLinks(plan);
  return (
    <>
      <PlanHeader plan={plan} />
      {plan.state === 'drafting' ? (
        <PlanDrafting rows={plan.rows} />
      ) : plan.state === 'draft-failed' ? (
        <PlanDraftFailed plan={plan} />
      ) : (
        <>
          {plan.state === 'discarded' && <PlanDiscarded plan={plan} />}
          <PlanBody plan={plan} {...props} />
        </>
      )}
    </>
  );
}

function PageSkeleton() {
  return (
    <SkeletonFrame className="flex flex-col gap-4">
      <Skeleton className="h-6 w-1/2" />
      <Skeleton className="w-1/3" />
      <Skeleton className="h-16" />
      <Skeleton className="h-40" />
    </SkeletonFrame>
  );
}
