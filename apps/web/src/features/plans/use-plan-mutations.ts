import type { BodyOf, EditPlanBody, Plan } from '@signpost/api-contract';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { ApiError } from '../../shared/api/api-error.ts';
import { call } from '../../shared/api/call.ts';
import { queryScope } from '../../shared/api/query-scope.ts';
import { keepPlan, refreshAfterPlan } from '../../shared/queries/plan-refresh.ts';

export type PlanEdit = Pick<EditPlanBody, 'rows' | 'decision'>;
export type PlanApply = Omit<BodyOf<'applyPlan'>, 'connection' | 'plan' | 'revision'>;
export type PlanControl = BodyOf<'controlPlan'>['do'];

type Mutation<Input> = UseMutationResult<Plan, Error, Input>;

export interface PlanMutations {
  edit: Mutation<PlanEdit>;
  apply: Mutation<PlanApply>;
  control: Mutation<PlanControl>;
  rollBack: Mutation<void>;
  /** Makes a plan of the links that had changed. */
  again: Mutation<void>;
}

/** What can be done with a plan. What comes back is shown at once; a plan that somebody else edited is read again. */
export function usePlanMutations(plan: Plan, onMade: (plan: Plan) => void): PlanMutations {
  const client = useQueryClient();
  const { connection, id, revision } = plan;
  const scope = { connection, plan: id };
  const common = {
    retry: false,
    networkMode: 'always',
    onError: (error: Error): void => {
      if (isOutdated(error)) void client.invalidateQueries({ queryKey: queryScope.plans(connection) });
    },
  } as const;
  const keep = (next: Plan): Promise<void> => keepPlan(client, next);
  return {
    edit: useMutation({
      ...common,
      mutationFn: (edit: PlanEdit) => call('editPlan', { body: { ...scope, revision, ...edit } }),
      // Until the rows are read again the controls show what was chosen.
      onSuccess: keep,
    }),
    apply: useMutation({
      ...common,
      mutationFn: (apply: PlanApply) => call('applyPlan', { body: { ...scope, revision, ...apply } }),
      onSuccess: (next) => {
        void keep(next);
        void refreshAfterPlan(client, next);
      },
    }),
    control: useMutation({
      ...common,
      mutationFn: (what: PlanControl) => call('controlPlan', { body: { ...scope, do: what } }),
      onSuccess: (next) => void keep(next),
    }),
    again: useMutation({
      ...common,
      mutationFn: () =>
        call('draftPlan', { body: { connection, bucket: plan.bucket, source: { kind: 'again', plan: id } } }),
      onSuccess: (next) => {
        void keep(next);
        onMade(next);
      },
    }),
    rollBack: useMutation({
      ...common,
      mutationFn: () => call('rollBackPlan', { body: scope }),
      onSuccess: (next) => {
        void keep(next);
        onMade(next);
      },
    }),
  };
}

/** Somebody else changed the plan: what is on the screen is not what it is. */
function isOutdated(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'plan-changed' || error.code === 'plan-not-open');
}
