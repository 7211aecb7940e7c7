import type { Plan } from '@signpost/api-contract';
import type { QueryClient } from '@tanstack/react-query';
import { tellOtherTabs } from '../api/other-tabs.ts';
import { queryScope } from '../api/query-scope.ts';
import { planQueries } from './plan-queries.ts';

/** Keeps what a plan has become, and asks again for everything else that is said of plans. */
export function keepPlan(client: QueryClient, plan: Plan): Promise<void> {
  const { queryKey } = planQueries.one(plan.connection, plan.id);
  client.setQueryData(queryKey, plan);
  const own = JSON.stringify(queryKey);
  return client.invalidateQueries({
    queryKey: queryScope.plans(plan.connection),
    predicate: (query) => JSON.stringify(query.queryKey) !== own,
  });
}

/** After a plan wrote links of a bucket: asks again for what is known of them, here and in the other tabs. */
export async function refreshAfterPlan(
  client: QueryClient,
  { connection, bucket }: Pick<Plan, 'connection' | 'bucket'>,
): Promise<void> {
  tellOtherTabs({ connection });
  const scopes = [
    queryScope.bucket(connection, bucket),
    queryScope.index(connection),
    queryScope.changes(connection),
    queryScope.plans(connection),
  ];
  await Promise.all(scopes.map((queryKey) => client.invalidateQueries({ queryKey })));
}
