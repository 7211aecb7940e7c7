import type { Plan, PlanSource } from '@signpost/api-contract';
import type { UseMutationResult } from '@tanstack/react-query';
import { call } from '../../shared/api/call.ts';
import { useMadePlan } from '../../shared/hooks/use-made-plan.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';

/** Drafts a plan from what a dialog was filled with. */
export function useDraftPlan(
  { connection, bucket }: BucketRef,
  onPlan: (plan: Plan) => void,
): UseMutationResult<Plan, Error, PlanSource> {
  return useMadePlan((source) => call('draftPlan', { body: { connection, bucket, source } }), onPlan);
}
