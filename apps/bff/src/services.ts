import type { Connections } from './oss/connections.ts';
import type { Journal } from './changes/journal.ts';
import type { Log } from './logging/create-log.ts';
import type { KeyLock } from './writes/key-lock.ts';

/** What operations work with. */
export interface Services {
  connections: Connections;
  journal: Journal;
  lock: KeyLock;
  now: () => Date;
  newId: () => string;
  /** Address of the console, without its last slash, to print in examples. */
  origin: () => string;
  /** Milliseconds without a byte after which an upload is given up. */
  uploadIdleMs: number;
  /** Whether every write that an earlier process left open has been looked at. */
  areOpenWritesChecked: () => boolean;
  log: Log;
}
