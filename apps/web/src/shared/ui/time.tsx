import { useTranslation } from 'react-i18next';
import { useNow } from '../hooks/use-now.ts';
import { toTimeDistance } from '../lib/time-distance.ts';

function formatExact(moment: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(moment);
}

/**
 * `3 d`, with date, time and zone on hover. `worded` says "3 d ago" or "in 19 d". Its clock ticks twice a minute,
 * and the server's may run ahead: within a minute it says "now".
 */
export function RelativeTime({
  at,
  worded = false,
  className,
}: {
  at: string;
  worded?: boolean;
  className?: string;
}) {
  const { t, i18n } = useTranslation();
  const now = useNow('half-minute');
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return <span className={className}>–</span>;
  const { amount, unit, future } = toTimeDistance(moment, now);
  const distance = t(`time.${unit}`, { amount });
  const text =
    unit === 's'
      ? t(worded ? 'time.justNow' : 'time.now')
      : future
        ? t('time.in', { distance })
        : worded
          ? t('time.ago', { distance })
          : distance;
  return (
    <time className={className} dateTime={at} data-tip={formatExact(moment, i18n.language)}>
      {text}
    </time>
  );
}

/** Date and time of day, in the reader's language and zone; the zone is in the title. */
export function ExactTime({ at, className }: { at: string; className?: string }) {
  const { i18n } = useTranslation();
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return null;
  return (
    <time className={className} dateTime={at} data-tip={formatExact(moment, i18n.language)}>
      {new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(moment)}
    </time>
  );
}

/** How old a number is: "Checked 4 s ago". */
export function Age({
  at,
  action = 'checked',
  className,
}: {
  at: string | number;
  action?: 'checked' | 'scanned';
  className?: string;
}) {
  const { t, i18n } = useTranslation();
  const now = useNow('second');
  const moment = typeof at === 'number' ? at : Date.parse(at);
  const { amount, unit, future } = toTimeDistance(moment, now);
  // The server's clock may run ahead of the browser's.
  const fresh = future || (unit === 's' && amount < 2);
  return (
    <time
      className={className}
      dateTime={new Date(moment).toISOString()}
      data-tip={formatExact(moment, i18n.language)}
    >
      {fresh ? t(`time.${action}Now`) : t(`time.${action}`, { distance: t(`time.${unit}`, { amount }) })}
    </time>
  );
}
