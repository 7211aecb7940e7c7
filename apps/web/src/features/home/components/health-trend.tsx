import type { DailyStats } from '@signpost/api-contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { healthInk } from '../../../shared/ui/health-glyph.tsx';
import { toAreaPath, toLinePath, toTrendBands, toTrendLine } from '../model/trend.ts';
import { onwardClass, Section } from './section.tsx';
import { TrendTable } from './trend-table.tsx';

/**
 * Links and broken links of the last thirty days: two lines on scales of their own, the broken ones parted by what is
 * wrong with them (in the colours of the list below), or the same as a table.
 */
export function HealthTrend({
  dailyStats,
  present,
  children,
}: {
  dailyStats: readonly DailyStats[];
  /** The last day is told as it is now; without it, it says what was seen on that day. */
  present: boolean;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation('home');
  const [table, setTable] = useState(false);
  return (
    <Section
      aside={
        dailyStats.length > 0 && (
          <button className={onwardClass} onClick={() => setTable(!table)} type="button">
            {table ? t('trend.asChart') : t('trend.asTable')}
          </button>
        )
      }
      title={t('trend.title')}
    >
      <div className="flex flex-col gap-3 rounded-lg border border-line p-3">
        {dailyStats.length === 0 ? (
          <p className="text-13 text-ink-2">{t('trend.none')}</p>
        ) : table ? (
          <TrendTable dailyStats={dailyStats} />
        ) : (
          <>
            <TrendPanel member="links" dailyStats={dailyStats} present={present} />
            <TrendPanel member="broken" dailyStats={dailyStats} present={present} />
            {dailyStats.length === 1 && <p className="text-12 text-ink-3">{t('trend.firstDay')}</p>}
          </>
        )}
        {children}
      </div>
    </Section>
  );
}

function TrendPanel({
  dailyStats,
  member,
  present,
}: {
  dailyStats: readonly DailyStats[];
  present: boolean;
  member: 'links' | 'broken';
}) {
  const { t, i18n } = useTranslation('home');
  const line = toTrendLine(dailyStats, member, member === 'broken' ? 'zero' : 'lowest');
  const [first, last] = [line.points[0]!, line.points.at(-1)!];
  const number = new Intl.NumberFormat(i18n.language);
  const day = new Intl.DateTimeFormat(i18n.language, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const ink = member === 'broken' ? 'text-health-missing' : 'text-accent';
  return (
    <div
      aria-label={t(`trend.summary.${member}`, {
        from: number.format(first.value),
        to: number.format(last.value),
        days: dailyStats.length,
      })}
      className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-2"
      role="img"
    >
      <div className="col-span-2 flex items-baseline gap-2 pb-1 text-12">
        <span className={cx('text-14 font-semibold', ink)}>{number.format(last.value)}</span>
        <span className="text-ink-2">{t(`trend.${member}`)}</span>
        {!present && (
          <span className="text-caution">{t('trend.seen', { day: day.format(Date.parse(last.day)) })}</span>
        )}
      </div>
      <div className="flex flex-col justify-between py-px text-right text-12 leading-none text-ink-3">
        <span>{number.format(line.high)}</span>
        <span>{number.format(line.low)}</span>
      </div>
      <svg
        className={cx('h-14 w-full overflow-visible', ink)}
        preserveAspectRatio="none"
        viewBox="0 0 100 100"
      >
        <path className="stroke-line" d="M0 100H100M0 0H100" fill="none" vectorEffect="non-scaling-stroke" />
        {dailyStats.length > 1 && (
          <>
            {member === 'broken' ? (
              toTrendBands(dailyStats, line).map(({ health, path }) => (
                <path className={healthInk[health]} d={path} fill="currentColor" key={health} opacity="0.4" />
              ))
            ) : (
              <path d={toAreaPath(line)} fill="currentColor" opacity="0.12" />
            )}
            <path
              d={toLinePath(line)}
              fill="none"
              stroke="currentColor"
              strokeLinejoin="round"
              strokeWidth="1.75"
              vectorEffect="non-scaling-stroke"
            />
          </>
        )}
        {/* A line of no length with round ends is a dot that the stretched box does not squash. */}
        <path
          d={`M${last.x} ${last.y}h0`}
          fill="none"
          stroke="currentColor"
          strokeLinecap="round"
          strokeWidth="6"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div className="col-start-2 flex justify-between pt-1 text-12 text-ink-3">
        <span>{dailyStats.length > 1 && day.format(Date.parse(first.day))}</span>
        <span>{day.format(Date.parse(last.day))}</span>
      </div>
    </div>
  );
}
