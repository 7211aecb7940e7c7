import { useTranslation } from 'react-i18next';

/** Date and time to the second in the reader's zone; on hover with the zone, and in UTC as exports have it. */
export function EventTime({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const moment = Date.parse(at);
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(i18n.language, options).format(moment);
  const utc = `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return (
    <time
      className="whitespace-nowrap tabular-nums"
      data-tip={`${format({ dateStyle: 'medium', timeStyle: 'long' })} · ${utc}`}
      dateTime={at}
    >
      {format({ dateStyle: 'short', timeStyle: 'medium' })}
    </time>
  );
}
