import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { changeQueries } from '../../../shared/queries/change-queries.ts';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { groupChanges } from '../model/change-groups.ts';
import { LastChange, type Trouble } from './last-change.tsx';

/** Rows before the rest is left to the list of changes. */
const shown = 5;

interface LastChangesProps {
  connection: string;
  /** What is known of a folder of links: how many there are, and what is wrong with them by now. */
  findFolder: (bucket: string, folder: string) => { links: number; trouble: Trouble | undefined } | undefined;
}

/** The newest writes, short: who did what to which link, and the way back. */
export function LastChanges({ connection, findFolder }: LastChangesProps) {
  const { t } = useTranslation('changes');
  const id = useId();
  const changes = useQuery(changeQueries.page(connection));
  const { items = [], nextCursor } = changes.data ?? {};
  const rows = groupChanges(items, nextCursor !== undefined).slice(0, shown);
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex min-h-7 items-center justify-between gap-3 pb-1">
        <h2 className="text-12 font-semibold tracking-wide text-ink-2 uppercase" id={id}>
          {t('last.title')}
        </h2>
        <Link
          className="touch-target inline-flex items-center rounded-sm text-12 font-medium text-accent hover:underline"
          params={{ connection }}
          to="/c/$connection/changes"
        >
          {t('last.all')} →
        </Link>
      </div>
      <div className="rounded-lg border border-line">
        {changes.isPending ? (
          <SkeletonFrame>
            {['w-3/5', 'w-2/5', 'w-1/2'].map((width) => (
              <div className="flex h-14 items-center border-b border-line px-3 last:border-0" key={width}>
                <Skeleton className={width} />
              </div>
            ))}
          </SkeletonFrame>
        ) : changes.isError ? (
          <div className="p-3">
            <FailedState
              error={changes.error}
              inline
              onRetry={() => void changes.refetch()}
              title={t('failed')}
            />
          </div>
        ) : rows.length === 0 ? (
          <p className="px-3 py-4 text-13 text-ink-2">{t('empty.body')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {rows.map((group) => {
              const several = group.changes.length > 1;
              const folder = several ? findFolder(group.newest.bucket, group.folder) : undefined;
              return (
                <LastChange
                  all={folder?.links}
                  connection={connection}
                  group={group}
                  key={group.newest.id}
                  trouble={folder?.trouble}
                />
              );
            })}
          </ul>
        )}
      </div>
    </section>
  );
}
