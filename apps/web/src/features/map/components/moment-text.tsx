import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../shared/lib/format-time.ts';

/** The moment of which the map is, to the minute; with seconds and zone on hover. */
export function MomentText({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'long' });
  return (
    <time data-tip={exact.format(Date.parse(at))} dateTime={at}>
      {formatMoment(at, i18n.language)}
    </time>
  );
}
