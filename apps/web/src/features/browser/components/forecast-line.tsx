import type { SoonBroken } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { ForecastMark } from '../../../shared/ui/forecast-mark.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';

interface ForecastLineProps extends BucketRef {
  /** The folder that is shown. */
  prefix: string;
  breaksSoon: { total: number; items: readonly SoonBroken[] };
}

/** `Breaks soon: stable/ ⚠ cold in 19 d`: what below the folder breaks first, and the way to all that breaks soon. */
export function ForecastLine({ connection, bucket, prefix, breaksSoon }: ForecastLineProps) {
  const { t } = useTranslation('actions');
  const { total, items } = breaksSoon;
  const [first] = items;
  if (first === undefined) return null;
  const { key, forecast, links } = first;
  return (
    <div className="flex max-w-full min-w-0 items-center gap-x-1.5 text-13">
      <span className="shrink-0 text-ink-3">{t('soon.label')}</span>
      {key !== prefix && key.startsWith(prefix) && <KeyText value={key} within={prefix} />}
      <ForecastMark className="shrink-0" forecast={forecast} links={links} />
      <Link
        className="touch-target inline-flex min-h-6 shrink-0 items-center rounded-sm text-accent hover:underline"
        params={{ connection }}
        search={{ bucket, ...(prefix === '' ? {} : { prefix }), health: 'breaks-soon' }}
        to="/c/$connection/links"
      >
        {t('soon.show', { count: total })}
      </Link>
    </div>
  );
}
