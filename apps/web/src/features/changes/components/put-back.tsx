import type { Change, Plan, PlanSummary } from '@signpost/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/call.ts';
import { keepPlan } from '../../../shared/queries/plan-refresh.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';

interface PutBackProps {
  changes: readonly Change[];
  plan: PlanSummary | undefined;
  onPlan: (plan: Plan) => void;
}

const ended: readonly PlanSummary['state'][] = ['done', 'stopped', 'paused'];

/** Takes all that a plan wrote back, by a plan that is reviewed like any other. Nothing is written before that. */
export function PutBack({ changes, plan, onPlan }: PutBackProps) {
  const { t } = useTranslation('changes');
  const client = useQueryClient();
  const connection = changes[0]?.connection ?? '';
  const draft = useMutation({
    mutationFn: (id: string) => call('rollBackPlan', { body: { connection, plan: id } }),
    retry: false,
    networkMode: 'always',
    onSuccess: (made) => {
      void keepPlan(client, made);
      onPlan(made);
    },
  });
  if (plan === undefined || !ended.includes(plan.state)) return null;
  const { applied = 0 } = plan.outcomes;
  const written = changes.filter(({ outcome }) => outcome === 'applied');
  if (applied === 0) return null;
  if (written.length > 0 && written.every(({ undo }) => undo.why === 'already-undone'))
    return <span>{t('putBack.already')}</span>;
  return (
    <>
      <Button icon="undo" onClick={() => draft.mutate(plan.id)} pending={draft.isPending} size="small">
        {t('putBack.all', { count: applied })}
      </Button>
      {draft.isError && (
        <FailedState
          error={draft.error}
          inline
          onRetry={() => draft.mutate(plan.id)}
          title={t('putBack.failed')}
        />
      )}
    </>
  );
}
