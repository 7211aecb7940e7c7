import { healths, type Health } from '@signpost/link-model/health';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';

interface HealthCountsProps {
  connection: string;
  byHealth: Partial<Record<Health, number>>;
  served: { wrong: number; checked: number };
}

/** Links by health as they are now; each number leads to its rows. */
export function HealthCounts({ connection, byHealth, served }: HealthCountsProps) {
  const { t, i18n } = useTranslation('home');
  const number = new Intl.NumberFormat(i18n.language);
  const known = healths.toReversed().filter((health) => (byHealth[health] ?? 0) > 0);
  if (known.length === 0) return null;
  return (
    <ul aria-label={t('trend.now')} className="grid grid-cols-2 gap-x-4 border-t border-line pt-2 text-12">
      {known.map((health) => (
        <li key={health}>
          <Link
            className="touch-target flex min-h-6 items-center gap-2 rounded-sm hover:underline"
            params={{ connection }}
            search={{ health }}
            to="/c/$connection/links"
          >
            <HealthGlyph health={health} size={14} word />
            <span className="ml-auto text-ink-1">{number.format(byHealth[health] ?? 0)}</span>
          </Link>
        </li>
      ))}
      {served.checked > 0 && (
        <li className="col-span-2">
          <Link
            className="touch-target flex min-h-6 items-center gap-2 rounded-sm hover:underline"
            params={{ connection }}
            search={{ health: 'served-wrongly' }}
            to="/c/$connection/links"
          >
            <HealthGlyph health="served-wrongly" size={14} word />
            <span className="ml-auto text-ink-1">
              {t('trend.served', { count: served.checked, wrong: served.wrong })}
            </span>
          </Link>
        </li>
      )}
    </ul>
  );
}
