import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '../../../shared/queries/connection-queries.ts';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';

/** The connections, where there is more than one. */
export function ConnectionsPage() {
  const { t } = useTranslation('shell');
  const { data } = useSuspenseQuery(connectionQueries.list());
  useDocumentTitle(t('connection.heading'));
  return (
    <div className="mx-auto w-full max-w-3xl p-4 sm:p-8">
      <h1 className="mb-4 text-20 font-semibold">{t('connection.heading')}</h1>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {data.items.map((item) => (
          <li key={item.name}>
            <Link
              className="flex flex-wrap items-baseline gap-x-3 px-4 py-3 hover:bg-surface-2"
              params={{ connection: item.name }}
              to="/c/$connection"
            >
              <span className="font-medium">{item.name}</span>
              {item.demo && <span className="text-12 text-caution">{t('demo.mark')}</span>}
              {item.production && <span className="text-12 text-danger">{t('mark.production')}</span>}
              {item.readOnly && <span className="text-12 text-ink-3">{t('mark.readOnly')}</span>}
              <span className="ml-auto font-mono text-12 text-ink-3">{item.endpoint}</span>
              <span className="text-12 text-ink-3">{item.region}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
