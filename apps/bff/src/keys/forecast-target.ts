import type { TargetCard } from '@signpost/api-contract';
import { forecastObject, type Forecast } from '@signpost/link-model/health';
import type { LifecycleRule } from '@signpost/oss-protocol/rules';

/** Asks for the lifecycle rules of a bucket, once an object was found that they may be about. */
export type AskLifecycle = () => Promise<readonly LifecycleRule[] | undefined>;

/** What lifecycle rules will do to a target that was read, the next first; none while that is not known. */
export async function forecastTarget(
  { key, state }: TargetCard,
  askLifecycle: AskLifecycle,
  now: Date,
): Promise<Forecast[]> {
  if (state.found !== 'object') return [];
  const rules = (await askLifecycle()) ?? [];
  return forecastObject({ ...state, key: state.readAs ?? key }, rules, now.getTime());
}
