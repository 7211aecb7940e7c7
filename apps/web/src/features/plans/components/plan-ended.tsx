import type { Plan } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';

/** The rows of a plan are still being read and checked. */
export function PlanDrafting({ rows }: { rows: number }) {
  const { t } = useTranslation('plans');
  return (
    <section className="flex flex-col gap-4">
      <p className="text-13 text-ink-2">{t('drafting.body')}</p>
      <p aria-live="polite" className="breathe text-13 font-medium">
        {t('drafting.rows', { count: rows })}
      </p>
      <SkeletonFrame className="rounded-lg border border-line">
        {['w-1/2', 'w-2/5', 'w-3/5', 'w-1/3'].map((width) => (
          <div className="flex h-10 items-center border-b border-line px-3 last:border-0" key={width}>
            <Skeleton className={width} />
          </div>
        ))}
      </SkeletonFrame>
    </section>
  );
}

/** A plan that could not be made, and the way to try it again. */
export function PlanDraftFailed({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  return (
    <FailedState
      action={<Again plan={plan} />}
      error={new ApiError(toKnownCode(plan.problem?.code ?? 'internal'))}
      title={t('draftFailed.title')}
    />
  );
}

/** A plan that was given up. */
export function PlanDiscarded({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  return (
    <EmptyState action={<Again plan={plan} />} icon="trash" title={t('discarded.title')}>
      <p>{t('discarded.body')}</p>
    </EmptyState>
  );
}

function Again({ plan: { origin, connection, bucket } }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  if (origin.kind !== 'folder-move') return null;
  return (
    <Link
      className={buttonClass()}
      params={{ connection, bucket }}
      search={{ prefix: origin.prefix, dialog: 'move', on: origin.prefix, to: origin.to }}
      to="/c/$connection/b/$bucket"
    >
      {t('draftFailed.again')}
    </Link>
  );
}
