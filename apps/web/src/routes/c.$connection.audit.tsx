import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { needTexts } from '../app/i18n.ts';
import { parseAuditSearch } from '../features/audit/model/audit-filter.ts';
import { AuditPage } from '../features/audit/pages/audit-page.tsx';

export const Route = createFileRoute('/c/$connection/audit')({
  validateSearch: parseAuditSearch,
  loader: () => needTexts('audit', 'parts'),
  component: Audit,
});

function Audit() {
  const { connection } = Route.useParams();
  const search = Route.useSearch();
  const navigate = useNavigate();
  return (
    <AuditPage
      connection={connection}
      onFilter={(filter) =>
        void navigate({ to: '/c/$connection/audit', params: { connection }, search: filter })
      }
      search={search}
    />
  );
}
