import type { Change, KeyView } from '@signpost/api-contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/call.ts';
import { useMadePlan } from '../../shared/hooks/use-made-plan.ts';
import { Button } from '../../shared/ui/button.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { ExactTime } from '../../shared/ui/time.tsx';
import { toStateAt } from './model/timeline.ts';
import { MomentLink } from './moment-link.tsx';
import { StateFacts } from './state-facts.tsx';
import { useDenial } from '../../shared/access/use-denial.ts';

interface TimelineMomentProps {
  view: KeyView;
  changes: readonly Change[];
  /** No change is older than those that are listed. */
  whole: boolean;
}

/** The key as it was at the moment of the address (`at`): to be read, and to be put back by a plan that is reviewed. */
export function TimelineMoment({ view, changes, whole }: TimelineMomentProps) {
  const { t } = useTranslation('inspector');
  const at = useMoment();
  if (at === undefined) return null;
  const state = toStateAt(changes, Date.parse(at), whole);
  return (
    <section
      aria-label={t('moment.title')}
      className="flex flex-col gap-2 rounded-md border border-caution bg-caution-soft p-3 text-13"
    >
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{t('moment.asOf')}</span> <ExactTime at={at} />
        <span className="font-mono text-12">{at}</span>
      </p>
      {state === undefined ? <p>{t('moment.unknown')}</p> : <StateFacts state={state} />}
      <div className="flex flex-wrap items-center gap-2">
        {state !== undefined && state.kind !== 'object' && <RevertButton at={at} view={view} />}
        <MomentLink place={view}>{t('moment.now')}</MomentLink>
      </div>
      {state?.kind === 'object' && <p className="text-12">{t('moment.object')}</p>}
    </section>
  );
}

/** The moment in the address, where it is one: the list of links has a bucket in its place. */
function useMoment(): string | undefined {
  const { at } = useSearch({ strict: false });
  return at !== undefined && /^\d{4}-\d\d-\d\dT/.test(at) && !Number.isNaN(Date.parse(at))
    ? new Date(at).toISOString()
    : undefined;
}

/** Drafts the plan that makes the link what it was; nothing is written before that is reviewed. */
function RevertButton({ view: { connection, bucket, key }, at }: { view: KeyView; at: string }) {
  const { t } = useTranslation('inspector');
  const navigate = useNavigate();
  const denial = useDenial(connection)('plan.write', { bucket, key });
  const draft = useMadePlan(
    () => {
      const to = { by: 'moment' as const, links: { by: 'keys' as const, keys: [key] }, at };
      return call('draftPlan', { body: { connection, bucket, source: { kind: 'revert', to } } });
    },
    (plan) => void navigate({ to: '/c/$connection/plans/$plan', params: { connection, plan: plan.id } }),
  );
  return (
    <>
      <Button
        disabledReason={denial}
        icon="undo"
        onClick={() => draft.mutate()}
        pending={draft.isPending}
        size="small"
      >
        {t('moment.revert')}
      </Button>
      {draft.isError && (
        <FailedState error={draft.error} inline onRetry={() => draft.mutate()} title={t('moment.failed')} />
      )}
    </>
  );
}
