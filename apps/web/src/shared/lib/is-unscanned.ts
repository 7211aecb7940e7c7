import type { Coverage } from '@signpost/api-contract';

/** Whether nothing of a bucket is known to this console: no scan, or one of another console only. */
export function isUnscanned({ state }: Pick<Coverage, 'state'>): boolean {
  return state === 'not-scanned' || state === 'elsewhere';
}
