import type { Coverage } from '@signpost/api-contract';
import type { LinkIndex } from '@signpost/link-model/index';
import type { Seen } from './index-store.ts';

/** What this console knows of one bucket. */
export interface BucketState {
  coverage: Coverage;
  index?: LinkIndex;
  reading?: Promise<void>;
  /** The reading is to compare headers at its end. */
  comparesHeaders?: boolean;
  /** A kept index is being loaded. */
  isLoading?: boolean;
  /** What was seen while a reading or loading is under way: that may have passed its key already. */
  seenMeanwhile: Map<string, Seen>;
}

export function emptyCoverage(bucket: string): Coverage {
  return { bucket, state: 'not-scanned', keys: 0, pending: 0, calls: 0 };
}
