import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bucketQueries } from '../../../shared/queries/bucket-queries.ts';
import { indexQueries } from '../../../shared/queries/index-queries.ts';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import { BucketTable } from '../components/bucket-table.tsx';

/** The buckets of one connection, of all regions. */
export function BucketsPage({ connection }: { connection: string }) {
  const { t } = useTranslation('buckets');
  const buckets = useQuery(bucketQueries.list(connection));
  const home = useQuery(indexQueries.home(connection));
  useDocumentTitle(t('title'), connection);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-5xl p-4 sm:p-8">
        <header className="mb-4 flex flex-wrap items-baseline gap-x-3">
          <h1 className="text-20 font-semibold">{t('title')}</h1>
          {buckets.data !== undefined && (
            <p className="text-12 text-ink-3">
              {t('summary', { count: buckets.data.items.length })} · <Age at={buckets.dataUpdatedAt} />
            </p>
          )}
        </header>
        {buckets.isPending ? (
          <TableSkeleton />
        ) : buckets.isError ? (
          <FailedState error={buckets.error} onRetry={() => void buckets.refetch()} title={t('failed')} />
        ) : buckets.data.items.length === 0 ? (
          <EmptyState icon="browse" title={t('empty.title')}>
            <p>{t('empty.body')}</p>
          </EmptyState>
        ) : (
          <BucketTable
            buckets={buckets.data.items}
            connection={connection}
            indexed={home.data?.buckets ?? []}
          />
        )}
      </div>
    </div>
  );
}

function TableSkeleton() {
  return (
    <SkeletonFrame className="rounded-lg border border-line">
      {[40, 28, 34].map((width) => (
        <div className="flex h-12 items-center gap-4 border-b border-line px-4 last:border-0" key={width}>
          <Skeleton className="w-1/3" />
          <Skeleton className="w-24" />
        </div>
      ))}
    </SkeletonFrame>
  );
}
