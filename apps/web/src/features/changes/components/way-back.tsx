import type { Plan } from '@signpost/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keepPlan } from '../../../shared/queries/plan-refresh.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';

interface WayBackProps {
  /** Drafts the plan that takes changes back. */
  draft: () => Promise<Plan>;
  onPlan: (plan: Plan) => void;
  children: ReactNode;
}

/** A button that makes a plan which is reviewed like any other: nothing is written before that. */
export function WayBack({ draft, onPlan, children }: WayBackProps) {
  const { t } = useTranslation('changes');
  const client = useQueryClient();
  const drafting = useMutation({
    mutationFn: draft,
    retry: false,
    networkMode: 'always',
    onSuccess: (made) => {
      void keepPlan(client, made);
      onPlan(made);
    },
  });
  return (
    <>
      <Button icon="undo" onClick={() => drafting.mutate()} pending={drafting.isPending} size="small">
        {children}
      </Button>
      {drafting.isError && (
        <FailedState
          error={drafting.error}
          inline
          onRetry={() => drafting.mutate()}
          title={t('putBack.failed')}
        />
      )}
    </>
  );
}
