import type { Connections } from './oss/connections.ts';
import type { ChangeLog } from './changes/change-log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Log } from './logging/create-log.ts';
import type { KeyLease } from './writes/key-lease.ts';

/** What operations work with. */
export interface Services {
  connections: Connections;
  changeLog: ChangeLog;
  keyLease: KeyLease;
  now: () => Date;
  newId: () => string;
  /** Address of the console, without its last slash, to print in examples. */
  origin: () => string;
  /** Milliseconds without a byte after which an upload is given up. */
  uploadIdleMs: number;
  /** Whether every write that an earlier process left open has been looked at. */
  areOpenWritesChecked: () => boolean;
  metrics: Metrics;
  log: Log;
}
