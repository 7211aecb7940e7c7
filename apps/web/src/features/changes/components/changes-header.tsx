import type { ChangeCounts } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toOperationUrl } from '../../../shared/api/call.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import type { ChangeFilter } from '../model/change-filter.ts';
import type { ChangeGroup } from '../model/change-groups.ts';

interface ChangesHeaderProps {
  connection: string;
  filter: ChangeFilter;
  counts: ChangeCounts | undefined;
  /** The first group of the list; named where the list is about one. */
  group: ChangeGroup | undefined;
}

/** What is listed, how much of it there is, and the same as a file. */
export function ChangesHeader({ connection, filter, counts, group }: ChangesHeaderProps) {
  const { t } = useTranslation('changes');
  const together = filter.group === undefined ? undefined : group;
  return (
    <header className="mb-4 flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <h1 className="text-20 font-semibold">{t('title')}</h1>
      <p className="text-12 text-ink-2">
        {together === undefined
          ? t('summary')
          : t(together.open ? 'filter.groupOpen' : 'filter.group', {
              count: together.changes.length,
              place: toVisibleText(`${together.newest.bucket}/${together.folder}`),
            })}
      </p>
      {filter.group !== undefined && (
        <Link
          className="touch-target inline-flex items-center text-12 text-accent hover:underline"
          params={{ connection }}
          search={{}}
          to="/c/$connection/changes"
        >
          {t('filter.every')}
        </Link>
      )}
      <div className="flex w-full flex-wrap items-center gap-x-2 gap-y-1">
        <output className="text-13 text-ink-2">
          {counts !== undefined &&
            (counts.newest !== undefined && counts.total >= counts.newest
              ? t('totalOrMore', { count: counts.total })
              : t('total', { count: counts.total }))}
        </output>
        <span className="ml-auto flex items-center gap-1">
          {(['csv', 'ndjson'] as const).map((format) => (
            <a
              className={buttonClass('quiet', 'small')}
              data-tip={t(`export.${format}Meaning`)}
              href={toOperationUrl('exportChanges', { connection, ...filter, format })}
              key={format}
            >
              {t(`export.${format}`)}
            </a>
          ))}
        </span>
      </div>
    </header>
  );
}
