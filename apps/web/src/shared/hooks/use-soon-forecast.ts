import { isBroken, isSoon, type Health } from '@signpost/link-model/health';
import type { Forecast } from './use-forecast-text.ts';
import { useNow } from './use-now.ts';

/** What breaks a link that works, within thirty days. */
export function useSoonForecast({
  health,
  forecast,
}: {
  health?: Health | undefined;
  forecast?: Forecast | undefined;
}): Forecast | undefined {
  const now = useNow('half-minute');
  const isAhead = forecast !== undefined && health !== undefined && !isBroken(health);
  return isAhead && isSoon(forecast, now) ? forecast : undefined;
}
