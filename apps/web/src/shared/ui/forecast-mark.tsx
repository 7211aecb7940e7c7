import type { MirrorRule } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { useForecastText, type Forecast } from '../hooks/use-forecast-text.ts';
import { cx } from '../lib/cx.ts';
import { shorten } from '../lib/short-key.ts';
import { Icon } from './icon.tsx';

export type ForecastMarkProps = {
  /** Of how many links it is the first, where it stands for several. */
  links?: number | undefined;
  className?: string;
} & (
  | { forecast: Forecast; mirror?: undefined }
  /** The rule that may fetch a target which is missing. */
  | { forecast?: undefined; mirror: MirrorRule }
);

/**
 * `⚠ cold in 19 d`: what will become of a target, by a lifecycle rule, by the end of its restored copy, or by a mirror
 * rule. Which one, and when, is in the title.
 */
export function ForecastMark({ forecast, mirror, links, className }: ForecastMarkProps) {
  const { t } = useTranslation('rows');
  const text = useForecastText(forecast);
  const toTitle = useForecastTitle();
  const title = [
    links !== undefined && t('forecast.links', { count: links }),
    ...(forecast === undefined
      ? [
          t(mirror.prefix === '' ? 'mirror.ruleOfAll' : 'mirror.rule', {
            prefix: toVisibleText(shorten(mirror.prefix)),
          }),
        ]
      : toTitle(forecast)),
  ];
  return (
    <span
      className={cx('inline-flex min-w-0 items-center gap-1 text-caution', className)}
      data-tip={title.filter((part) => part !== false).join(t('forecast.join'))}
    >
      <Icon className="shrink-0" name={forecast === undefined ? 'info' : 'warning'} size={14} />
      <span className="truncate">{forecast === undefined ? t('mirror.mark') : text}</span>
    </span>
  );
}

function useForecastTitle(): (forecast: Forecast) => string[] {
  const { t, i18n } = useTranslation('rows');
  return ({ what, at, rule, prefix = '' }) => {
    const time = Date.parse(at);
    if (rule === undefined) {
      const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
      return [t('forecast.expires', { date: format.format(time) })];
    }
    // Rules run by the calendar of OSS, whatever the reader's zone.
    const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
    const names = { rule: toVisibleText(shorten(rule)), prefix: toVisibleText(shorten(prefix)) };
    return [
      t(`forecast.${what}`, { date: format.format(time) }),
      t(prefix === '' ? 'forecast.ruleOfAll' : 'forecast.rule', names),
    ];
  };
}
