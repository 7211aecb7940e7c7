import type { Home, IndexedLink } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { RepairLink } from './repair-link.tsx';
import { onwardClass, Section } from './section.tsx';

/** Rows before the rest is left to the list of links. */
const shown = 8;

interface BrokenListProps {
  connection: string;
  home: Home;
}

/** Links that readers trip over, worst first, each with the action that repairs it. */
export function BrokenList({ connection, home }: BrokenListProps) {
  const { t } = useTranslation('home');
  const rows = home.brokenLinks.slice(0, shown);
  return (
    <Section
      aside={
        home.broken > 0 && (
          <Link
            className={onwardClass}
            params={{ connection }}
            search={{ health: 'broken' }}
            to="/c/$connection/links"
          >
            {t('broken.all', { count: home.broken })} →
          </Link>
        )
      }
      title={
        <>
          {t('broken.title')}
          {rows.length > 1 && (
            <span className="font-normal tracking-normal text-ink-3 normal-case"> {t('broken.order')}</span>
          )}
        </>
      }
    >
      {rows.length === 0 ? (
        <p className="rounded-lg border border-line px-3 py-4 text-13 text-ink-2">{t('broken.none')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {rows.map((link) => (
            <BrokenRow connection={connection} key={`${link.bucket}/${link.key}`} link={link} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function BrokenRow({ connection, link }: { connection: string; link: IndexedLink }) {
  const { t } = useTranslation('home');
  const { bucket, key, target, health } = link;
  const folder = toParentPrefix(key);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2 pr-2 pl-3 text-13 hover:bg-surface-2 sm:grid-cols-[5.75rem_minmax(0,1fr)_3rem_5.25rem] sm:py-1 lg:grid-cols-[5.75rem_6.5rem_minmax(0,1fr)_3rem_5.25rem]">
      <HealthGlyph className="max-sm:row-start-2" health={health} word />
      <span className="truncate text-12 text-ink-3 max-lg:hidden" data-tip={bucket}>
        {bucket}
      </span>
      <span className="flex min-w-0 items-center gap-2 max-sm:col-span-2 max-sm:flex-col max-sm:items-start max-sm:gap-0.5">
        <Link
          className="flex min-w-0 max-w-full rounded-sm hover:underline sm:max-w-[60%] sm:shrink-0"
          params={{ connection, bucket }}
          search={{ ...(folder === '' ? {} : { prefix: folder }), key }}
          to="/c/$connection/b/$bucket"
        >
          <span className="sr-only">{bucket} </span>
          <KeyText value={key} />
        </Link>
        <span className="flex max-w-full min-w-0 gap-2 sm:min-w-[40%]">
          <span aria-hidden="true" className="text-ink-3">
            →
          </span>
          <span className="sr-only">{t('broken.leadsTo')}</span>
          {target === undefined ? (
            <span className="text-ink-3">{t('broken.noTarget')}</span>
          ) : (
            <KeyText leadsFrom={key} value={target} within={folder} />
          )}
        </span>
      </span>
      <span
        className="text-right text-12 whitespace-nowrap text-ink-3 max-sm:hidden"
        data-tip={t('broken.age')}
      >
        <RelativeTime at={link.lastModified} />
      </span>
      <span className="flex justify-end max-sm:row-start-2 max-sm:items-center max-sm:gap-2">
        <span className="truncate text-12 text-ink-3 sm:hidden">{toVisibleText(bucket)}</span>
        <RepairLink connection={connection} link={link} />
      </span>
    </li>
  );
}
