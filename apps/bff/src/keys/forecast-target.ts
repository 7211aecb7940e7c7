import type { TargetCard } from '@signpost/api-contract';
import { forecastObject, type Forecast } from '@signpost/link-model/health';
import { parseRestoreExpiry, type LifecycleRule } from '@signpost/oss-protocol/rules';

/** Asks for the lifecycle rules of a bucket, once an object was found that they may be about. */
export type AskLifecycle = () => Promise<readonly LifecycleRule[] | undefined>;

/** What will end that readers get a target that was read, the next first. Rules count as far as they are known. */
export async function forecastTarget(
  { key, state }: TargetCard,
  askLifecycle: AskLifecycle,
  now: Date,
): Promise<Forecast[]> {
  if (state.found !== 'object') return [];
  const rules = (await askLifecycle()) ?? [];
  const restoredUntil = parseRestoreExpiry(state.restore)?.toISOString();
  return forecastObject({ ...state, key: state.readAs ?? key, restoredUntil }, rules, now.getTime());
}
