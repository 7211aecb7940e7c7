import type { Plan } from '@signpost/api-contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { WorkProgress } from '../../../shared/ui/parts/work-progress.tsx';
import { ExactTime } from '../../../shared/ui/time.tsx';
import { toPlanWork } from '../model/plan-work.ts';
import type { PlanMutations } from '../use-plan-mutations.ts';
import { usePlanTitle } from '../use-plan-title.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

/** A plan that is being applied, or paused: how far it is, what holds it up, and the ways to pause and end it. */
export function PlanProgress({ plan, control }: { plan: Plan; control: PlanMutations['control'] }) {
  const { t } = useTranslation('plans');
  const toTitle = usePlanTitle();
  const denial = useDenial(plan.connection)('plan.apply', { bucket: plan.bucket, partly: true });
  const [stopping, setStopping] = useState(false);
  const ask = (what: 'pause' | 'resume' | 'stop'): void => {
    if (control.isPending) return;
    setStopping(what === 'stop');
    control.mutate(what, { onError: () => setStopping(false) });
  };
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line px-3 py-3">
      <WorkProgress
        name={toTitle(plan.origin)}
        {...(denial === undefined
          ? { onPause: () => ask('pause'), onResume: () => ask('resume'), onStop: () => ask('stop') }
          : {})}
        work={toPlanWork(plan, stopping)}
      />
      {plan.problem !== undefined && <HeldUp problem={plan.problem} />}
      {control.isError && <FailedState error={control.error} inline title={t('done.failed')} />}
    </section>
  );
}

/** Why nothing goes on at the moment, and when it is tried again. */
function HeldUp({ problem: { code, retryAt, ossRequestId } }: { problem: NonNullable<Plan['problem']> }) {
  const { t } = useTranslation(['plans', 'common']);
  const describe = useProblemText();
  const { what } = describe(new ApiError(toKnownCode(code)));
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-13 text-ink-2" role="status">
      <span className="inline-flex items-center gap-1 font-medium text-caution">
        <Icon name="warning" size={14} />
        {t('plans:held.title')}:
      </span>
      <span>{what}</span>
      {retryAt !== undefined && (
        <span>
          {t('plans:held.retryAt')} <ExactTime at={retryAt} />
        </span>
      )}
      {ossRequestId !== undefined && (
        <span className="text-12 text-ink-3">
          {t('common:failed.ossRequestId')} <span className="font-mono break-all">{ossRequestId}</span>
        </span>
      )}
    </p>
  );
}
