import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { useForecastText, type Forecast } from '../hooks/use-forecast-text.ts';
import { cx } from '../lib/cx.ts';
import { shorten } from '../lib/short-key.ts';
import { Icon } from './icon.tsx';

export interface ForecastMarkProps {
  forecast: Forecast;
  /** Of how many links it is the first, where it stands for several. */
  links?: number | undefined;
  className?: string;
}

/** `⚠ cold in 19 d`: what a lifecycle rule will do to a target; which one, and when, is in the title. */
export function ForecastMark({ forecast, links, className }: ForecastMarkProps) {
  const { t, i18n } = useTranslation('rows');
  const text = useForecastText(forecast);
  const { what, at, rule, prefix } = forecast;
  // Rules run by the calendar of OSS, whatever the reader's zone.
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
  const values = {
    rule: toVisibleText(shorten(rule)),
    prefix: toVisibleText(shorten(prefix)),
    date: date.format(Date.parse(at)),
  };
  const title = [
    links !== undefined && t('forecast.links', { count: links }),
    t(`forecast.${what}`, values),
    t(prefix === '' ? 'forecast.ruleOfAll' : 'forecast.rule', values),
  ];
  return (
    <span
      className={cx('inline-flex min-w-0 items-center gap-1 text-caution', className)}
      data-tip={title.filter((part) => part !== false).join(t('forecast.join'))}
    >
      <Icon className="shrink-0" name="warning" size={14} />
      <span className="truncate">{text}</span>
    </span>
  );
}
