import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { needTexts } from '../app/i18n.ts';
import { parsePlanSearch, type PlanSearch } from '../features/plans/model/plan-search.ts';
import { PlanPage } from '../features/plans/pages/plan-page.tsx';

export const Route = createFileRoute('/c/$connection/plans/$plan')({
  validateSearch: parsePlanSearch,
  loader: () => needTexts('plans', 'parts', 'findings'),
  component: OnePlan,
});

function OnePlan() {
  const { connection, plan } = Route.useParams();
  const search = Route.useSearch();
  const navigate = useNavigate();
  const go = (id: string, next: PlanSearch, replace = false): void =>
    void navigate({
      to: '/c/$connection/plans/$plan',
      params: { connection, plan: id },
      search: next,
      replace,
      // The rows change below what one has read: the page stays where it is.
      resetScroll: id !== plan,
    });
  return (
    <PlanPage
      connection={connection}
      id={plan}
      onPlan={({ id }) => go(id, {})}
      onSearch={(next, replace) => go(plan, next, replace)}
      search={search}
    />
  );
}
