import type { Plan } from '@signpost/api-contract';
import { useDenial } from '../../shared/access/use-denial.ts';

/** Whether what a plan does can still be decided, by whoever is signed in. */
export function useIsEditable({ state, connection, bucket }: Plan): boolean {
  const deny = useDenial(connection);
  return state === 'open' && deny('plan.write', { bucket, partly: true }) === undefined;
}
