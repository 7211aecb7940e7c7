import type { Coverage } from '@signpost/api-contract';
import type { Actor } from '../auth/permit.ts';
import type { LinkIndex } from '@signpost/link-model/index';
import type { Seen } from './index-store.ts';

export interface ScanAtWork {
  id: string;
  /** Whose right it goes on with. */
  askedBy: Actor | undefined;
  ended: Promise<void>;
  /** Leaves the scan where it is. */
  stop: () => void;
}

/** What this console knows of one bucket. */
export interface BucketState {
  coverage: Coverage;
  index?: LinkIndex;
  /** When the scan began that the index is of, ISO 8601. */
  knownSince?: string | undefined;
  /** When somebody last found a target of a link since, ISO 8601. */
  lastLooks: Map<string, string>;
  /** The scan that this console makes. */
  scanning?: ScanAtWork | undefined;
  /** The end of the last scan whose index could not be read: it is not read again and again. */
  unreadable?: Coverage;
  /** A kept index is being loaded. */
  isLoading?: boolean;
  /** What was seen while a scan or loading is under way: that may have passed its key already. */
  seenMeanwhile: Map<string, Seen>;
}

export function emptyCoverage(bucket: string): Coverage {
  return { bucket, state: 'not-scanned', keys: 0, pending: 0, calls: 0 };
}
