import type { Plan } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { countWrites } from '../model/plan-needs.ts';
import { troubles } from '../model/plan-work.ts';
import { PlanHold } from './plan-hold.tsx';
import type { PlanMutations } from '../use-plan-mutations.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface PlanOutcomeProps {
  plan: Plan;
  mutations: PlanMutations;
  /** Rows of an outcome are asked for. */
  onShow: (outcome: string) => void;
}

/** What became of a plan: how many links were written and read back, which were not, and the way back. */
export function PlanOutcome({ plan, mutations: { control, rollBack, again }, onShow }: PlanOutcomeProps) {
  const { t } = useTranslation('plans');
  const { connection, id, outcomes, rolledBackBy } = plan;
  const { applied = 0 } = outcomes;
  const deny = useDenial(connection);
  const place = { bucket: plan.bucket, partly: true } as const;
  const noPlan = deny('plan.write', place);
  // Rows that a stop kept from being written were to be written all the same.
  const total = countWrites(plan);
  const whole = applied === total && applied > 0;
  const bad = troubles.filter((outcome) => (outcomes[outcome] ?? 0) > 0);
  const backs = rolledBackBy !== undefined && rolledBackBy.state !== 'discarded';
  // An undo says nothing about a link that somebody changed since.
  const drifted = plan.origin.kind === 'roll-back' ? 0 : (outcomes.drifted ?? 0);
  const error = control.error ?? rollBack.error ?? again.error;
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line px-3 py-3">
      <output className="flex items-center gap-2 text-14 font-medium">
        <span className={whole ? 'text-health-ok' : 'text-caution'}>
          <Icon name={whole ? 'check' : 'warning'} />
        </span>
        {applied === 0
          ? t('done.none')
          : t(whole ? 'done.all' : 'done.some', { done: applied, count: total })}
      </output>
      {bad.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {bad.map((outcome) => (
            <li key={outcome}>
              <button
                className={cx(
                  'touch-target rounded-full border border-line px-2.5 py-1 text-12 hover:border-line-strong',
                  outcome === 'failed' ? 'text-danger' : 'text-caution',
                )}
                onClick={() => onShow(outcome)}
                type="button"
              >
                {t('done.bad', { count: outcomes[outcome] ?? 0, outcome: t(`outcome.${outcome}`) })}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {(outcomes.failed ?? 0) > 0 && (
          <Button
            disabledReason={deny('plan.apply', place)}
            icon="retry"
            onClick={() => control.mutate('retry')}
            pending={control.isPending}
          >
            {t('done.retry')}
          </Button>
        )}
        {drifted > 0 && (
          <Button
            data-tip={t('done.againHint')}
            disabledReason={noPlan}
            icon="plans"
            onClick={() => again.mutate()}
            pending={again.isPending}
          >
            {t('done.again', { count: drifted })}
          </Button>
        )}
        {applied > 0 && !backs && (
          <Button
            data-tip={t('done.undoHint')}
            disabledReason={noPlan}
            icon="undo"
            onClick={() => rollBack.mutate()}
            pending={rollBack.isPending}
          >
            {t('done.undo')}
          </Button>
        )}
        {backs && (
          <Link
            className={buttonClass('outline')}
            params={{ connection, plan: rolledBackBy.id }}
            to="/c/$connection/plans/$plan"
          >
            {t(rolledBackBy.state === 'done' ? 'done.undone' : 'done.undoing', {
              number: rolledBackBy.number,
            })}
          </Link>
        )}
        {applied > 0 && (
          <Link
            className={buttonClass('quiet')}
            params={{ connection }}
            search={{ group: id }}
            to="/c/$connection/changes"
          >
            {t('done.changes')}
          </Link>
        )}
      </div>
      <PlanHold control={control} plan={plan} />
      {error !== null && <FailedState error={error} inline title={t('done.failed')} />}
    </section>
  );
}
