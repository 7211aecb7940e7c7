import type { Health } from '@signpost/link-model/health';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { changeQueries } from '../../../shared/queries/change-queries.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { ChangeOutcome } from '../../../shared/ui/change-outcome.tsx';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { HealthGlyph, healthInk } from '../../../shared/ui/health-glyph.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { groupChanges, type ChangeGroup } from '../model/change-groups.ts';
import { ChangeSteps } from './change-steps.tsx';

/** One trouble of some links: the worst, and how many have it. */
interface Trouble {
  health: Health;
  count: number;
}

/** Rows before the rest is left to the list of changes. */
const shown = 5;

interface LastChangesProps {
  connection: string;
  /** What is wrong by now with the links of a folder that was moved as a whole; nothing where all is well or nothing is known. */
  findTrouble: (bucket: string, folder: string) => Trouble | undefined;
}

/** The newest writes, short: who did what to which link, and the way back. */
export function LastChanges({ connection, findTrouble }: LastChangesProps) {
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
            {rows.map((group) => (
              <Row
                connection={connection}
                group={group}
                key={group.newest.id}
                trouble={
                  group.changes.length > 1 ? findTrouble(group.newest.bucket, group.folder) : undefined
                }
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

interface RowProps {
  connection: string;
  group: ChangeGroup;
  trouble: Trouble | undefined;
}

function Row({ connection, group, trouble }: RowProps) {
  const { t } = useTranslation(['changes', 'health']);
  const { newest: change, changes, folder } = group;
  const several = changes.length > 1;
  return (
    <li className="flex flex-col gap-0.5 px-3 py-2 text-13">
      <p className="flex items-baseline gap-2 text-12 text-ink-3">
        <RelativeTime at={change.at} worded />
        <span className="truncate text-ink-2">{change.actor}</span>
        <span className="truncate">{t(`action.${change.action}`)}</span>
        <ChangeOutcome change={change} quiet />
      </p>
      <div className="flex items-end justify-between gap-2">
        <div className="min-w-0">
          <Link
            className="flex min-w-0 rounded-sm hover:underline"
            params={{ connection, bucket: change.bucket }}
            search={{ ...(folder === '' ? {} : { prefix: folder }), ...(several ? {} : { key: change.key }) }}
            title={`oss://${change.bucket}/${toVisibleText(several ? folder : change.key)}`}
            to="/c/$connection/b/$bucket"
          >
            {several && folder === '' ? change.bucket : <KeyText value={several ? folder : change.key} />}
          </Link>
          <p className="min-w-0 text-12">
            <ChangeSteps change={change} folderOnly={several} />
          </p>
          {several && (
            <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
              {t(group.open ? 'last.linksOpen' : 'last.links', { count: changes.length })}
              {trouble !== undefined && (
                <Link
                  className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:underline"
                  params={{ connection }}
                  search={{ bucket: change.bucket, prefix: folder, health: trouble.health }}
                  title={t('last.now')}
                  to="/c/$connection/links"
                >
                  <HealthGlyph className="[&>.sr-only]:hidden" health={trouble.health} size={14} />
                  <span className={healthInk[trouble.health]}>
                    {t('last.trouble', {
                      count: trouble.count,
                      health: t(`health:word.${trouble.health}`),
                    })}
                  </span>
                </Link>
              )}
            </p>
          )}
        </div>
        {several ? (
          <Link
            aria-label={t('last.showNamed', {
              count: changes.length,
              place: toVisibleText(`${change.bucket}/${folder}`),
            })}
            className={buttonClass('quiet', 'small')}
            params={{ connection }}
            search={{ group: change.group }}
            to="/c/$connection/changes"
          >
            {t('last.show', { count: changes.length })}
          </Link>
        ) : (
          change.undo.possible && (
            <Link
              aria-label={t('undoNamed', { key: toVisibleText(change.key) })}
              className={buttonClass('quiet', 'small')}
              params={{ connection }}
              search={{ dialog: 'undo', change: change.id, in: change.bucket }}
              to="/c/$connection"
            >
              {t('undo')}
            </Link>
          )
        )}
      </div>
    </li>
  );
}
