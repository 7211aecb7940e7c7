import type { RecentViews } from '../writes/recent-views.ts';
import type { WriteServices } from '../writes/write-services.ts';

/** What operations work with. */
export interface Services extends WriteServices {
  /** OSS calls that the call budget lets through in a second; absent where nothing is held back. */
  callsPerSecond: number | undefined;
  /** What pre-flights read in the last seconds. */
  recentViews: RecentViews;
  /** Address of the console, without its last slash, to print in examples. */
  origin: () => string;
  /** Whether every write that an earlier process left open has been looked at. */
  areOpenWritesChecked: () => boolean;
}
