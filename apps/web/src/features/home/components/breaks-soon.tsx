import type { Home, SoonBroken } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { shorten } from '../../../shared/lib/short-key.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { onwardClass, Section } from './section.tsx';

interface BreaksSoonProps {
  connection: string;
  home: Pick<Home, 'breaksSoon' | 'forecastsUnknownIn'>;
}

/** What lifecycle rules and the ends of restored copies break within thirty days, and the buckets of which that is not known. Silent where there is neither. */
export function BreaksSoon({ connection, home: { breaksSoon, forecastsUnknownIn } }: BreaksSoonProps) {
  const { t } = useTranslation('home');
  const { total, items } = breaksSoon;
  if (total === 0 && forecastsUnknownIn.length === 0) return null;
  return (
    <Section
      aside={
        total > 0 && (
          <Link
            className={onwardClass}
            params={{ connection }}
            search={{ health: 'breaks-soon' }}
            to="/c/$connection/links"
          >
            {t('soon.all', { count: total })} →
          </Link>
        )
      }
      title={t('soon.title')}
    >
      {items.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {items.map((line) => (
            <SoonRow connection={connection} key={`${line.bucket}/${line.key}`} line={line} />
          ))}
        </ul>
      )}
      {forecastsUnknownIn.length > 0 && <Unknown buckets={forecastsUnknownIn} />}
    </Section>
  );
}

function SoonRow({ connection, line }: { connection: string; line: SoonBroken }) {
  const { t } = useTranslation('home');
  const { bucket, kind, key, target, links, forecast } = line;
  const isFolder = kind === 'folder';
  const folder = isFolder ? key : toParentPrefix(key);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-1.5 text-13 hover:bg-surface-2 sm:grid-cols-[8.5rem_minmax(0,1fr)_auto]">
      <ForecastMark className="max-sm:col-span-2" forecast={forecast} />
      <span className="flex min-w-0 flex-col">
        <Link
          className="touch-target flex min-h-6 max-w-full min-w-0 items-center self-start rounded-sm hover:underline"
          params={{ connection, bucket }}
          search={{ ...(folder === '' ? {} : { prefix: folder }), ...(isFolder ? {} : { key }) }}
          to="/c/$connection/b/$bucket"
        >
          <span className="shrink-0 text-12 text-ink-3">{bucket} /&nbsp;</span>
          <KeyText value={key} />
        </Link>
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 text-12">
          <span className="flex max-w-full min-w-0 items-center gap-1.5">
            <span aria-hidden="true" className="text-ink-3">
              {isFolder ? '⇒' : '→'}
            </span>
            <span className="sr-only">{t(isFolder ? 'moving.follows' : 'broken.leadsTo')}</span>
            <KeyText value={target} />
          </span>
          <span className="min-w-0 truncate text-ink-3">
            {forecast.rule === undefined
              ? t('soon.expires')
              : t('soon.rule', { rule: toVisibleText(shorten(forecast.rule)) })}
          </span>
        </span>
      </span>
      {isFolder && (
        <Link
          className="touch-target inline-flex min-h-6 items-center rounded-sm text-12 whitespace-nowrap text-ink-2 hover:underline"
          params={{ connection }}
          search={{ bucket, prefix: key, health: 'breaks-soon' }}
          to="/c/$connection/links"
        >
          {t('soon.links', { count: links })}
        </Link>
      )}
    </li>
  );
}

/** Buckets that a sentence has room to name. */
const named = 3;

function Unknown({ buckets }: { buckets: readonly string[] }) {
  const { t, i18n } = useTranslation('home');
  const more = buckets.length - named;
  const names = new Intl.ListFormat(i18n.language).format([
    ...buckets.slice(0, named),
    ...(more > 0 ? [t('soon.more', { count: more })] : []),
  ]);
  return <p className="px-3 pt-1.5 text-12 text-ink-2">{t('soon.unknown', { names })}</p>;
}
