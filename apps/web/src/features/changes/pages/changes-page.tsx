import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeQueries } from '../../../shared/queries/change-queries.ts';
import { useDocumentTitle } from '../../../shared/hooks/use-document-title.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { ChangeRow } from '../components/change-row.tsx';
import { groupChanges } from '../model/change-groups.ts';
import { toChangeFilter } from '../model/change-filter.ts';

interface ChangesPageProps {
  connection: string;
  bucket?: string;
  cursor?: string;
  group?: string;
}

/** What this console has written, newest first. */
export function ChangesPage({ connection, ...shown }: ChangesPageProps) {
  const { t } = useTranslation('changes');
  const changes = useQuery(changeQueries.page(connection, toChangeFilter(shown)));
  const { bucket, cursor, group } = shown;
  const { items: listed = [], nextCursor } = changes.data ?? {};
  const together = group === undefined ? undefined : groupChanges(listed, nextCursor !== undefined)[0];
  const items = listed;
  useDocumentTitle(t('title'), connection);
  const page = { params: { connection }, to: '/c/$connection/changes' } as const;
  const scope = {
    ...(bucket === undefined ? {} : { bucket }),
    ...(group === undefined ? {} : { group }),
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-4xl p-4 sm:p-8">
        <header className="mb-4 flex flex-wrap items-baseline gap-x-3">
          <h1 className="text-20 font-semibold">{t('title')}</h1>
          <p className="text-12 text-ink-3">
            {together !== undefined
              ? t(together.open ? 'filter.groupOpen' : 'filter.group', {
                  count: items.length,
                  place: toVisibleText(`${together.newest.bucket}/${together.folder}`),
                })
              : bucket === undefined
                ? t('summary')
                : t('filter.bucket', { bucket })}
          </p>
          {(bucket !== undefined || group !== undefined) && (
            <Link
              {...page}
              className="touch-target inline-flex items-center text-12 text-accent hover:underline"
              search={{}}
            >
              {t(group === undefined ? 'filter.all' : 'filter.every')}
            </Link>
          )}
        </header>
        {changes.isPending ? (
          <ListSkeleton />
        ) : changes.isError ? (
          <FailedState error={changes.error} onRetry={() => void changes.refetch()} title={t('failed')} />
        ) : items.length === 0 ? (
          <EmptyState icon="changes" title={t(group === undefined ? 'empty.title' : 'gone.title')}>
            <p>{t(group === undefined ? 'empty.body' : 'gone.body')}</p>
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line">
            {items.map((change) => (
              <ChangeRow change={change} key={change.id} />
            ))}
          </ul>
        )}
        <nav className="mt-3 flex gap-2">
          {cursor !== undefined && (
            <Link {...page} className={buttonClass('quiet', 'small')} search={scope}>
              {t('newest')}
            </Link>
          )}
          {nextCursor !== undefined && (
            <Link
              {...page}
              className={buttonClass('outline', 'small')}
              search={{ ...scope, cursor: nextCursor }}
            >
              {t('older')}
            </Link>
          )}
        </nav>
      </div>
    </div>
  );
}

function ListSkeleton() {
  return (
    <SkeletonFrame className="rounded-lg border border-line">
      {['w-1/2', 'w-2/5', 'w-3/5'].map((width) => (
        <div
          className="flex h-20 flex-col justify-center gap-2 border-b border-line px-4 last:border-0"
          key={width}
        >
          <Skeleton className={width} />
          <Skeleton className="w-1/3" />
        </div>
      ))}
    </SkeletonFrame>
  );
}
