import { useTranslation } from 'react-i18next';

/** Time of day to the second in the reader's zone; on hover the whole moment, with zone and in UTC. */
export function ClockTime({ at, whole = false }: { at: string; whole?: boolean }) {
  const { i18n } = useTranslation();
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return null;
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(i18n.language, options).format(moment);
  const exact = format({ dateStyle: 'medium', timeStyle: 'long' });
  return (
    <time className="font-mono tabular-nums" data-tip={`${exact} · ${toUtc(moment)}`} dateTime={at}>
      {whole ? exact : format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}
    </time>
  );
}

/** `2026-11-29 03:20:33 UTC`. */
export function toUtc(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
