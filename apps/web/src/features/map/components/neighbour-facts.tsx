import type { Neighbour } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { useSoonForecast } from '../../../shared/hooks/use-soon-forecast.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { HealthGlyph } from '../../../shared/ui/health-glyph.tsx';
import { LastSeenText } from '../../../shared/ui/last-seen-text.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { ClassName } from '../../../shared/ui/value-name.tsx';

/** What is stored at a key, in one line: of a link how it is and what breaks it soon, of an object its facts, else why there are none. */
export function NeighbourFacts({ neighbour }: { neighbour: Neighbour }) {
  const { t } = useTranslation('map');
  const { kind, health, stored, lastSeen } = neighbour;
  const soon = useSoonForecast(neighbour);
  switch (kind) {
    case 'link':
      return (
        <span className="flex min-w-0 items-center gap-2">
          <HealthGlyph className="shrink-0" health={health ?? 'unknown'} size={14} word />
          {soon !== undefined && <ForecastMark forecast={soon} />}
        </span>
      );
    case 'object':
      return stored === undefined ? null : (
        <>
          <Size bytes={stored.size} /> · <ClassName value={stored.storageClass} /> ·{' '}
          <RelativeTime at={stored.lastModified} worded />
        </>
      );
    case 'missing':
      return <LastSeenText lastSeen={lastSeen} />;
    case 'folder':
      return t('near.folder');
    case 'hidden':
    case 'unread':
      return t(`name.${kind}`);
  }
}
