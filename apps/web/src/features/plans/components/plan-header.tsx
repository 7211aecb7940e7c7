import type { Plan, PlanState } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { Icon, type IconName } from '../../../shared/ui/icon.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { countWrites } from '../model/plan-needs.ts';
import { usePlanTitle } from '../use-plan-title.ts';

const marks: Record<PlanState, { icon: IconName; ink: string }> = {
  drafting: { icon: 'retry', ink: 'text-ink-2' },
  'draft-failed': { icon: 'warning', ink: 'text-danger' },
  open: { icon: 'info', ink: 'text-accent' },
  applying: { icon: 'retry', ink: 'text-accent' },
  paused: { icon: 'changes', ink: 'text-caution' },
  done: { icon: 'check', ink: 'text-health-ok' },
  stopped: { icon: 'close', ink: 'text-caution' },
  discarded: { icon: 'trash', ink: 'text-ink-3' },
};

interface PlanStateMarkProps {
  state: PlanState;
  /** Number of the plan that took it back. */
  undoneBy?: number | undefined;
  /** Rows that are not left as they are. */
  written: number;
}

/** What became of a plan, by shape, colour and word. */
export function PlanStateMark({ state, undoneBy, written }: PlanStateMarkProps) {
  const { t } = useTranslation('plans');
  const toMark = (): { icon: IconName; ink: string; word: string } => {
    if (undoneBy !== undefined)
      return { icon: 'undo', ink: 'text-ink-3', word: t('done.undone', { number: undoneBy }) };
    if (state === 'open' && written === 0)
      return { icon: 'info', ink: 'text-ink-3', word: t('list.nothing') };
    return { ...marks[state], word: t(`state.${state}`) };
  };
  const { icon, ink, word } = toMark();
  return (
    <span
      className={cx('inline-flex shrink-0 items-center gap-1 text-12 font-medium whitespace-nowrap', ink)}
    >
      <Icon name={icon} size={14} />
      {word}
    </span>
  );
}

/** What a plan does, how it stands, who made it. */
export function PlanHeader({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans');
  const toTitle = usePlanTitle();
  const { connection, bucket, number, actor, createdAt, reason, state, rolledBackBy } = plan;
  return (
    <header className="flex flex-col gap-1">
      <p className="flex flex-wrap items-baseline gap-x-2 text-12 text-ink-3">
        <Link
          className="touch-target inline-flex items-center text-accent hover:underline"
          params={{ connection }}
          to="/c/$connection/plans"
        >
          {t('all')}
        </Link>
        <span aria-hidden="true">/</span>
        <span>{t('number', { number })}</span>
      </p>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-20 font-semibold wrap-anywhere">{toTitle(plan.origin)}</h1>
        <PlanStateMark
          state={state}
          undoneBy={rolledBackBy?.state === 'done' ? rolledBackBy.number : undefined}
          written={countWrites(plan)}
        />
      </div>
      <p className="flex flex-wrap items-baseline gap-x-3 text-12 text-ink-3">
        <Link
          className="touch-target inline-flex items-center hover:underline"
          params={{ connection, bucket }}
          to="/c/$connection/b/$bucket"
        >
          <span className="sr-only">{t('inBucket')} </span>
          {bucket}
        </Link>
        <span>{t('made', { actor })}</span>
        <RelativeTime at={createdAt} worded />
        {reason !== undefined && <span className="wrap-anywhere">{t('reasonGiven', { reason })}</span>}
      </p>
    </header>
  );
}
