import type { Plan } from '@signpost/api-contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMadePlan } from '../../../shared/hooks/use-made-plan.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface WayBackProps extends BucketRef {
  /** Drafts the plan that takes changes back. */
  draft: () => Promise<Plan>;
  onPlan: (plan: Plan) => void;
  children: ReactNode;
}

/** A button that makes a plan which is reviewed like any other: nothing is written before that. */
export function WayBack({ connection, bucket, draft, onPlan, children }: WayBackProps) {
  const { t } = useTranslation('changes');
  const denial = useDenial(connection)('plan.write', { bucket, partly: true });
  const drafting = useMadePlan(draft, onPlan);
  return (
    <>
      <Button
        disabledReason={denial}
        icon="undo"
        onClick={() => drafting.mutate()}
        pending={drafting.isPending}
        size="small"
      >
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
