import type { Home, IndexedLink } from '@signpost/api-contract';
import { isBroken } from '@signpost/link-model/health';
import { listTroubles } from '@signpost/link-model/index';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { LastSeenText } from '../../../shared/ui/last-seen-text.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { toHomeSummary } from '../model/home-summary.ts';
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
      <OtherKinds connection={connection} home={home} />
    </Section>
  );
}

function BrokenRow({ connection, link }: { connection: string; link: IndexedLink }) {
  const { t } = useTranslation('home');
  const { bucket, key, target, health, mirror } = link;
  const folder = toParentPrefix(key);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-1.5 text-13 hover:bg-surface-2 sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]">
      <span className="flex items-center justify-between gap-3 max-sm:col-span-2">
        <HealthGlyph health={health} word />
        {/* On a phone the key has its line alone. */}
        <span className="truncate text-12 text-ink-3 sm:hidden">{bucket}</span>
      </span>
      <span className="flex min-w-0 flex-col">
        <Link
          className="touch-target flex min-h-6 max-w-full min-w-0 items-center self-start rounded-sm hover:underline max-sm:-my-2"
          params={{ connection, bucket }}
          search={{ ...(folder === '' ? {} : { prefix: folder }), key }}
          to="/c/$connection/b/$bucket"
        >
          <span className="shrink-0 text-12 text-ink-3 max-sm:hidden">{bucket} /&nbsp;</span>
          <KeyText value={key} />
        </Link>
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 text-12">
          <span className="flex max-w-full min-w-0 items-center gap-1.5">
            <span aria-hidden="true" className="text-ink-3">
              →
            </span>
            <span className="sr-only">{t('broken.leadsTo')}</span>
            {target === undefined ? (
              <span className="text-ink-3">{t('broken.noTarget')}</span>
            ) : (
              <KeyText value={target} />
            )}
          </span>
          {mirror !== undefined && <ForecastMark mirror={mirror} />}
          <Since link={link} />
        </span>
        {link.lastSeen !== undefined && (
          <span className="text-12 text-ink-3">
            <LastSeenText lastSeen={link.lastSeen} />
          </span>
        )}
      </span>
      <RepairLink connection={connection} link={link} />
    </li>
  );
}

/** Since when it is broken, as far as the index saw it happen, and when the link was written. */
function Since({ link: { brokenSince, lastModified } }: { link: IndexedLink }) {
  const { t } = useTranslation('home');
  return (
    <span className="flex flex-wrap gap-x-3 whitespace-nowrap text-ink-3">
      <span>
        {brokenSince === undefined ? (
          t('broken.before')
        ) : (
          <MarkedTime at={brokenSince} text={t('broken.since')} worded />
        )}
      </span>
      <MarkedTime at={lastModified} text={t('broken.written')} worded />
    </span>
  );
}

/** A time within a text, at the place that `<n></n>` marks. */
function MarkedTime({ at, text, worded = false }: { at: string; text: string; worded?: boolean }) {
  const [before, after] = text.split('<n></n>');
  return (
    <span>
      {before}
      <RelativeTime at={at} worded={worded} />
      {after}
    </span>
  );
}

/** Broken links that are not among the rows, by kind: the numbers add up to the whole. */
function OtherKinds({ connection, home }: BrokenListProps) {
  const { t } = useTranslation(['home', 'health']);
  const listed = Map.groupBy(home.brokenLinks.slice(0, shown), ({ health }) => health);
  const { byHealth } = toHomeSummary(home.buckets);
  const others = listTroubles(byHealth)
    .filter(({ health }) => isBroken(health))
    .map(({ health, count }) => ({ health, count: count - (listed.get(health)?.length ?? 0) }))
    .filter(({ count }) => count > 0);
  if (others.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-4 px-3 pt-1.5 text-12 text-ink-2">
      {t('home:broken.kinds')}
      {others.map(({ health, count }) => (
        <Link
          className="touch-target inline-flex items-center gap-1.5 rounded-sm hover:underline"
          key={health}
          params={{ connection }}
          search={{ health }}
          to="/c/$connection/links"
        >
          <HealthGlyph health={health} size={14} word /> {t('home:broken.ofKind', { count })}
        </Link>
      ))}
    </p>
  );
}
