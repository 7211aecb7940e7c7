import type { KeyView, ReaderLine } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { toShownHealth } from '../../shared/lib/shown-health.ts';
import { healthInk } from '../../shared/ui/health-glyph.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import { FolderLine } from './folder-line.tsx';
import {
  differsFromTarget,
  isImpossible,
  isMisleading,
  mirrorOf,
  readAsOf,
  toVerdict,
} from './model/link-verdict.ts';

interface LinkVerdictProps {
  view: KeyView;
  link: NonNullable<KeyView['link']>;
}

/** Whether a link works, in words: first of all that is said about it. */
export function LinkVerdict({ view, link }: LinkVerdictProps) {
  const { t, i18n } = useTranslation('inspector');
  const verdict = toVerdict(link);
  const wrong = toShownHealth(link) === 'served-wrongly';
  const caution = wrong || verdict === 'public-refused';
  const readAs = readAsOf(link);
  const prefix = mirrorOf(link)?.prefix ?? '';
  // Not wrong, but not what is stored at the target either.
  const apart = verdict === 'ok' ? link.reader.filter(differsFromTarget) : [];
  return (
    <div>
      <FolderLine view={view} />
      <p className={`text-16 font-semibold ${caution ? 'text-caution' : healthInk[link.health]}`}>
        {t(`verdict.${verdict}`)}
      </p>
      <p className="text-13 text-ink-2">
        {apart.length > 0
          ? t('verdictMore.apart', {
              names: new Intl.ListFormat(i18n.language).format(apart.map(({ name }) => name)),
            })
          : verdict === 'mirrored'
            ? t(prefix === '' ? 'verdictMore.mirroredByAll' : 'verdictMore.mirrored', {
                prefix: toVisibleText(prefix),
              })
            : t(isImpossible(link) ? 'verdictMore.impossible' : `verdictMore.${verdict}`)}
      </p>
      {link.forecasts?.map((forecast) => (
        <ForecastLine forecast={forecast} key={forecast.what} />
      ))}
      {link.retained !== undefined && <RetainedLine retained={link.retained} />}
      {readAs !== undefined && (
        <p className="text-13 text-caution">{t('verdictMore.ambiguous', { key: toVisibleText(readAs) })}</p>
      )}
      {wrong && <Differences lines={link.reader.filter((line) => isMisleading(line, link))} />}
      {apart.length > 0 && <Differences lines={apart} />}
    </div>
  );
}

type Forecast = NonNullable<NonNullable<KeyView['link']>['forecasts']>[number];

/** What a lifecycle rule will do to the target, or when its restored copy expires. */
function ForecastLine({ forecast: { what, at, rule, prefix = '' } }: { forecast: Forecast }) {
  const { t, i18n } = useTranslation('inspector');
  if (rule === undefined)
    return (
      <p className="text-13 text-caution">
        {t('forecast.expires', { date: formatMoment(at, i18n.language) })}
        <span className="block text-12 text-ink-2">
          <RelativeTime at={at} worded />
        </span>
      </p>
    );
  // Rules run by the calendar of OSS, whatever the reader's zone.
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <p className="text-13 text-caution">
      {t(`forecast.${what}`, { date: date.format(Date.parse(at)) })}
      <span className="block text-12 wrap-anywhere text-ink-2">
        <RelativeTime at={at} worded />
        {' · '}
        {t(prefix === '' ? 'forecast.ruleOfAll' : 'forecast.rule', {
          rule: toVisibleText(rule),
          prefix: toVisibleText(prefix),
        })}
      </span>
    </p>
  );
}

/** Until when the link itself can be neither repointed nor deleted. */
function RetainedLine({
  retained: { until, certain },
}: {
  retained: NonNullable<NonNullable<KeyView['link']>['retained']>;
}) {
  const { t, i18n } = useTranslation('inspector');
  const date = formatMoment(until, i18n.language);
  return <p className="text-13 text-caution">{t(`retained.${certain ? 'certain' : 'perhaps'}`, { date })}</p>;
}

/** A moment, not a day of the calendar of OSS: the reader's clock tells it. */
function formatMoment(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    Date.parse(at),
  );
}

/** Headers of which the link and its target say different things. */
function Differences({ lines }: { lines: readonly ReaderLine[] }) {
  const { t } = useTranslation('inspector');
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-12">
      {lines.map(({ name, value, differs }) => (
        <div className="contents" key={name}>
          <dt className="text-ink-2">{name}</dt>
          <dd className="wrap-anywhere">
            <span className="text-ink-3">{t('reader.link')} </span>
            <Told value={value} />
            <span className="text-ink-3"> · {t('reader.target')} </span>
            <Told value={differs ?? null} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Told({ value }: { value: string | null }) {
  const { t } = useTranslation('inspector');
  return value === null ? t('fact.none') : <span className="font-mono">{value}</span>;
}
