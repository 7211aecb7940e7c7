import { createFileRoute } from '@tanstack/react-router';
import { needTexts } from '../app/i18n.ts';
import { PlanListPage } from '../features/plans/pages/plan-list-page.tsx';

export const Route = createFileRoute('/c/$connection/plans/')({
  validateSearch: ({ cursor }: Record<string, unknown>): { cursor?: string } =>
    typeof cursor === 'string' ? { cursor } : {},
  loader: () => needTexts('plans'),
  component: Plans,
});

function Plans() {
  const { connection } = Route.useParams();
  const { cursor } = Route.useSearch();
  return <PlanListPage connection={connection} {...(cursor === undefined ? {} : { cursor })} />;
}
