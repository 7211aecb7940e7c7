import type { DailyStats } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { findTroubles } from '../model/trend.ts';

/** The numbers behind the chart, newest first, with a column for each trouble there was. */
export function TrendTable({ dailyStats }: { dailyStats: readonly DailyStats[] }) {
  const { t, i18n } = useTranslation('home');
  const number = new Intl.NumberFormat(i18n.language);
  const day = new Intl.DateTimeFormat(i18n.language, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const troubles = findTroubles(dailyStats);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
    <div aria-label={t('trend.title')} className="max-h-56 overflow-y-auto" role="region" tabIndex={0}>
      <table className="w-full text-12">
        <thead className="sticky top-0 bg-surface-1 text-left text-ink-3">
          <tr>
            <th className="py-1 font-medium" scope="col">
              {t('trend.day')}
            </th>
            <th className="py-1 text-right font-medium" scope="col">
              {t('trend.links')}
            </th>
            <th className="py-1 text-right font-medium" scope="col">
              {t('trend.broken')}
            </th>
            {troubles.map((health) => (
              <th className="py-1 pl-1 text-right" key={health} scope="col">
                <HealthGlyph health={health} size={14} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dailyStats.toReversed().map((stats) => (
            <tr className="border-t border-line" key={stats.day}>
              <th className="py-1 text-left font-normal whitespace-nowrap" scope="row">
                {day.format(Date.parse(stats.day))}
              </th>
              <td className="py-1 text-right">{number.format(stats.links)}</td>
              <td className="py-1 text-right">{number.format(stats.broken)}</td>
              {troubles.map((health) => (
                <td className="py-1 pl-1 text-right text-ink-2" key={health}>
                  {number.format(stats.byHealth[health] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
