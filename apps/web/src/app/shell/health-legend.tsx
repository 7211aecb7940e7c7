import { healths } from '@signpost/link-model/health';
import { useTranslation } from 'react-i18next';
import type { ShownHealth } from '../../shared/lib/shown-health.ts';
import { HealthGlyph } from '../../shared/ui/health-glyph.tsx';

/** Best first; a link that is served wrongly looks ok until it is read, so it comes right after. */
const explained: readonly ShownHealth[] = healths
  .toReversed()
  .flatMap((health): ShownHealth[] => (health === 'ok' ? ['ok', 'served-wrongly'] : [health]));

/** What each icon of a link means. The words' column is as wide as the longest of them. */
export function HealthLegend() {
  const { t } = useTranslation('health');
  return (
    <ul className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-13">
      {explained.map((health) => (
        <li className="col-span-2 grid grid-cols-subgrid" key={health}>
          <HealthGlyph health={health} word />
          <span className="text-ink-2">{t(`meaning.${health}`)}</span>
        </li>
      ))}
    </ul>
  );
}
