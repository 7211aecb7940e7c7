import type { Plan } from '@signpost/api-contract';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { keepPlan } from '../queries/plan-refresh.ts';

/** Makes a plan, which writes nothing to OSS, and goes to its review. */
export function useMadePlan<Input = void>(
  make: (input: Input) => Promise<Plan>,
  onPlan: (plan: Plan) => void,
): UseMutationResult<Plan, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: make,
    retry: false,
    networkMode: 'always',
    onSuccess: (plan) => {
      void keepPlan(client, plan);
      onPlan(plan);
    },
  });
}
