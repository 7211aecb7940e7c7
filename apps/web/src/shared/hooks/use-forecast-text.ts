import type { IndexedLink } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { toTimeDistance } from '../lib/time-distance.ts';
import { useNow } from './use-now.ts';

export type Forecast = NonNullable<IndexedLink['forecast']>;

/** `cold in 19 d`; undefined without a forecast. */
export function useForecastText(forecast: Forecast | undefined): string | undefined {
  const { t } = useTranslation(['health', 'common']);
  const now = useNow('half-minute');
  if (forecast === undefined) return undefined;
  const { amount, unit } = toTimeDistance(Date.parse(forecast.at), now);
  return t(`health:forecast.${forecast.what}`, { distance: t(`common:time.${unit}`, { amount }) });
}
