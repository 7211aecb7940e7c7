import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../../../shared/hooks/use-debounced.ts';
import { useNow } from '../../../shared/hooks/use-now.ts';
import { formatMoment } from '../../../shared/lib/format-time.ts';
import { MomentText } from './moment-text.tsx';

interface MomentSliderProps {
  /** ISO 8601; absent: now. */
  at: string | undefined;
  onChange: (at: string | undefined) => void;
}

const hourMs = 3_600_000;
/** How far back it reaches: an address reaches further. */
const mostHours = 30 * 24;
/** How long sliding rests before the map follows. */
const restMs = 300;

/** The moment that is drawn, by the hour. */
export function MomentSlider({ at, onChange }: MomentSliderProps) {
  const { t, i18n } = useTranslation('map');
  const now = useNow('half-minute');
  const shown = at === undefined ? 0 : Math.max(-mostHours, Math.round((Date.parse(at) - now) / hourMs));
  const [slid, setSlid] = useState<number>();
  const [seen, setSeen] = useState(at);
  // Another moment, one's own included, takes the place of where the slider was moved to.
  if (at !== seen) {
    setSeen(at);
    setSlid(undefined);
  }
  const settled = useDebounced(slid, restMs);
  const take = useEffectEvent((hours: number | undefined) => {
    if (hours === undefined || hours !== slid) return;
    onChange(
      hours === 0 ? undefined : new Date(Math.floor(now / 60_000) * 60_000 + hours * hourMs).toISOString(),
    );
  });
  useEffect(() => take(settled), [settled]);
  const hours = slid ?? shown;
  const moment = slid === undefined ? at : new Date(now + slid * hourMs).toISOString();
  return (
    <label className="flex items-center gap-2 text-13">
      <span>{t('moment.label')}</span>
      <input
        aria-valuetext={
          hours === 0 || moment === undefined ? t('moment.now') : formatMoment(moment, i18n.language)
        }
        className="w-36 accent-accent"
        max={mostHours}
        min={0}
        onChange={(event) => setSlid(Number(event.target.value) - mostHours)}
        step={1}
        type="range"
        value={mostHours + hours}
      />
      <span className="min-w-24 text-12 text-ink-2">
        {hours === 0 || moment === undefined ? t('moment.now') : <MomentText at={moment} />}
      </span>
    </label>
  );
}
