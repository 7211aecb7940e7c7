import type { ChangeLog } from '../changes/change-log.ts';
import type { IndexedConnection } from '../link-index/indexed-connection.ts';
import type { Log } from '../logging/create-log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Connections } from '../oss/connections.ts';
import type { KeyLease } from './key-lease.ts';

/** What writing works with. */
export interface WriteServices {
  connections: Connections<IndexedConnection>;
  changeLog: ChangeLog;
  keyLease: KeyLease;
  now: () => Date;
  newId: () => string;
  /** Milliseconds without a byte after which an upload is given up. */
  uploadIdleMs: number;
  metrics: Metrics;
  log: Log;
}
