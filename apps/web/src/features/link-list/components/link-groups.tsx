import type { LinkGroup } from '@signpost/api-contract';
import { listTroubles } from '@signpost/link-model/index';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { indexKeyQueries } from '../../../shared/queries/index-key-queries.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { FailedState } from '../../../shared/ui/failed-state.tsx';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { withFilter, type LinkFilter, type LinksSearch } from '../model/link-filter.ts';
import { LinksSkeleton } from './link-list-states.tsx';

export interface LinkGroupsProps {
  connection: string;
  search: LinksSearch;
  /** Without order and page, which groups do not have. */
  filter: Omit<LinkFilter, 'sort'>;
}

/** Links summed up by bucket, then by folder: each name leads one step down, a link opens beside the list. */
export function LinkGroups({ connection, search, filter }: LinkGroupsProps) {
  const { t } = useTranslation('links');
  const groups = useQuery(indexKeyQueries.linkGroups(connection, filter));
  if (groups.isPending) return <LinksSkeleton />;
  if (groups.isError)
    return (
      <div className="flex-1">
        <FailedState error={groups.error} onRetry={() => void groups.refetch()} title={t('failed')} />
      </div>
    );
  const { bucket, prefix = '' } = filter;
  const { items, omitted } = groups.data;
  const up =
    bucket === undefined
      ? undefined
      : prefix === ''
        ? withFilter(search, { bucket: '' })
        : withFilter(search, { prefix: toParentPrefix(prefix) });
  const head = 'px-2 py-1 font-medium';
  return (
    <div className="min-h-0 flex-1 overflow-auto px-1 sm:px-3">
      <table className="w-full text-left text-13 sm:table-fixed">
        <caption className="sr-only">{t('groups.caption')}</caption>
        <thead className="text-12 text-ink-2">
          <tr>
            <th className={head} scope="col">
              {t(bucket === undefined ? 'column.bucket' : 'groups.folder')}
            </th>
            <th className={`${head} w-16 text-right sm:w-24`} scope="col">
              {t('title')}
            </th>
            <th className={`${head} sm:w-2/5`} scope="col">
              {t('column.health')}
            </th>
            <th className={`${head} w-36 max-sm:hidden`} scope="col">
              {t('column.changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {up !== undefined && (
            <tr className="border-t border-line">
              <td className="px-2 py-1.5" colSpan={4}>
                <Link
                  className="touch-target inline-flex items-center gap-1.5 rounded-sm text-ink-2 hover:underline"
                  params={{ connection }}
                  search={up}
                  to="/c/$connection/links"
                >
                  <Icon className="-scale-x-100" name="chevronRight" size={14} />
                  {t(prefix === '' ? 'filter.allBuckets' : 'groups.up')}
                </Link>
              </td>
            </tr>
          )}
          {items.map((group) => (
            <tr className="border-t border-line align-middle" key={`${group.bucket} ${group.name}`}>
              <th className="px-2 py-1.5 font-normal" scope="row">
                <Link
                  className="touch-target flex min-w-0 items-center gap-1.5 rounded-sm hover:underline"
                  params={{ connection }}
                  search={toSearch(search, group)}
                  to="/c/$connection/links"
                >
                  <Icon
                    className="shrink-0 text-ink-3"
                    name={group.kind === 'link' ? 'link' : 'folder'}
                    size={14}
                  />
                  <KeyText
                    className="min-w-0"
                    value={group.kind === 'bucket' ? group.bucket : group.name}
                    within={prefix}
                  />
                </Link>
              </th>
              <td className="px-2 py-1.5 text-right text-ink-2 tabular-nums">
                {t('groups.count', { count: group.links })}
              </td>
              <td className="px-2 py-1.5">
                <Healths group={group} />
              </td>
              <td className="px-2 py-1.5 text-ink-2 max-sm:hidden">
                <RelativeTime at={group.newest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {omitted.groups > 0 && (
        <p className="px-2 py-2 text-12 text-ink-2">
          {t('groups.omitted', {
            count: omitted.groups,
            links: t('total', { count: omitted.links }),
          })}
        </p>
      )}
    </div>
  );
}

function toSearch(search: LinksSearch, { kind, bucket, name }: LinkGroup): LinksSearch {
  if (kind === 'bucket') return withFilter(search, { bucket });
  return kind === 'folder'
    ? withFilter(search, { bucket, prefix: name })
    : { ...search, at: bucket, key: name };
}

/** The troubles of a group with how many links have each, worst first; a word where there is none. */
function Healths({ group: { byHealth, breaksSoon, links } }: { group: LinkGroup }) {
  const { t } = useTranslation('links');
  const troubles = listTroubles(byHealth);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
      {troubles.length === 0 && <HealthGlyph health="ok" size={14} word />}
      {troubles.map(({ health, count }) => (
        <span className="inline-flex items-center gap-1" key={health}>
          <HealthGlyph health={health} size={14} word />
          {links > 1 && (
            <span className="text-12 text-ink-2 tabular-nums">{t('groups.count', { count })}</span>
          )}
        </span>
      ))}
      {breaksSoon !== undefined && <ForecastMark forecast={breaksSoon.forecast} links={breaksSoon.links} />}
    </span>
  );
}
