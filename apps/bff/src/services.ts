import type { Connections } from './connections/connections.ts';
import type { Journal } from './journal/journal.ts';
import type { Log } from './logging/create-log.ts';
import type { KeyLock } from './links/key-lock.ts';

/** What operations work with. */
export interface Services {
  connections: Connections;
  journal: Journal;
  lock: KeyLock;
  now: () => Date;
  newId: () => string;
  /** Origin to print in examples. */
  origin: () => string;
  /** Milliseconds without a byte after which an upload is given up. */
  uploadIdleMs: number;
  /** Whether every write that an earlier process left open has been looked at. */
  areOpenWritesChecked: () => boolean;
  log: Log;
}
