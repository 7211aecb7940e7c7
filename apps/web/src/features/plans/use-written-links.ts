import type { Plan } from '@signpost/api-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { refreshAfterPlan } from '../../shared/queries/plan-refresh.ts';

/** Once a plan that was being applied has ended or rests, everything that its writes made wrong is asked for again. */
export function useWrittenLinks(plan: Pick<Plan, 'connection' | 'bucket' | 'state'>): void {
  const client = useQueryClient();
  const before = useRef(plan.state);
  const refresh = useEffectEvent(() => void refreshAfterPlan(client, plan));
  const { state } = plan;
  useEffect(() => {
    if (before.current === 'applying' && state !== 'applying') refresh();
    before.current = state;
  }, [state]);
}
