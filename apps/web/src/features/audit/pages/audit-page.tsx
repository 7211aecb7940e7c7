import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toOperationUrl } from '../../../shared/api/call.ts';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { auditQueries } from '../../../shared/queries/audit-queries.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { AuditFilters } from '../components/audit-filters.tsx';
import { EventTable } from '../components/event-table.tsx';
import { withAuditFilter, type AuditFilter, type AuditSearch } from '../model/audit-filter.ts';

interface AuditPageProps {
  connection: string;
  search: AuditSearch;
  onFilter: (filter: AuditFilter) => void;
}

/** Who did what and was refused what, newest first: narrowed, opened and exported. */
export function AuditPage({ connection, search, onFilter }: AuditPageProps) {
  const { t } = useTranslation('audit');
  const filter = withAuditFilter(search, {});
  const events = useQuery(auditQueries.page(connection, search));
  useDocumentTitle(t('title'), connection);
  const { items = [], nextCursor } = events.data ?? {};
  const page = { params: { connection }, to: '/c/$connection/audit' } as const;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-7xl p-4 sm:p-8">
        <header className="mb-4 flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h1 className="text-20 font-semibold">{t('title')}</h1>
          <p className="text-12 text-ink-2">{t('summary')}</p>
          <span className="ml-auto flex items-center gap-1">
            {(['csv', 'ndjson'] as const).map((format) => (
              <a
                className={buttonClass('quiet', 'small')}
                data-tip={t(`export.${format}Meaning`)}
                href={toOperationUrl('exportAudit', { connection, ...filter, format })}
                key={format}
              >
                {t(`export.${format}`)}
              </a>
            ))}
          </span>
        </header>
        <AuditFilters onFilter={onFilter} search={search} />
        {events.isPending ? (
          <TableSkeleton />
        ) : events.isError ? (
          <FailedState error={events.error} onRetry={() => void events.refetch()} title={t('failed')} />
        ) : items.length > 0 ? (
          <EventTable connection={connection} events={items} />
        ) : (
          <Nothing connection={connection} isNarrowed={Object.keys(filter).length > 0} />
        )}
        <nav aria-label={t('pages')} className="mt-3 flex gap-2">
          {search.cursor !== undefined && (
            <Link {...page} className={buttonClass('quiet', 'small')} search={filter}>
              {t('newest')}
            </Link>
          )}
          {nextCursor !== undefined && (
            <Link
              {...page}
              className={buttonClass('outline', 'small')}
              search={{ ...filter, cursor: nextCursor }}
            >
              {t('older')}
            </Link>
          )}
        </nav>
      </div>
    </div>
  );
}

function Nothing({ connection, isNarrowed }: { connection: string; isNarrowed: boolean }) {
  const { t } = useTranslation('audit');
  const why = isNarrowed ? 'none' : 'empty';
  return (
    <EmptyState
      action={
        isNarrowed && (
          <Link
            className={buttonClass('outline')}
            params={{ connection }}
            search={{}}
            to="/c/$connection/audit"
          >
            {t('filter.every')}
          </Link>
        )
      }
      icon="audit"
      title={t(`${why}.title`)}
    >
      <p>{t(`${why}.body`)}</p>
    </EmptyState>
  );
}

function TableSkeleton() {
  return (
    <SkeletonFrame className="rounded-lg border border-line">
      {['w-1/2', 'w-2/5', 'w-3/5', 'w-1/3'].map((width) => (
        <div className="flex h-8 items-center border-b border-line px-3 last:border-0" key={width}>
          <Skeleton className={width} />
        </div>
      ))}
    </SkeletonFrame>
  );
}
