import type { Plan, PlanSource } from '@signpost/api-contract';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { keepPlan } from '../../shared/queries/plan-refresh.ts';

/** Makes a plan, which writes nothing to OSS, and goes to its review. */
export function useDraftPlan(
  { connection, bucket }: BucketRef,
  onPlan: (plan: Plan) => void,
): UseMutationResult<Plan, Error, PlanSource> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: PlanSource) => call('draftPlan', { body: { connection, bucket, source } }),
    retry: false,
    networkMode: 'always',
    onSuccess: (plan) => {
      void keepPlan(client, plan);
      onPlan(plan);
    },
  });
}
