import type { KeyRef } from '../changes/change-log.ts';

/** A lease at work. */
export interface Lease {
  /** Throws when it may have run out: ask right before anything is sent that must not be sent twice. */
  assertHeld(): void;
}

/** Lets one writer at a time work on a key, across replicas. */
export interface KeyLease {
  /** Runs `work` alone for the key, after the present holder. The lease is renewed until `work` ends. */
  with<T>(key: KeyRef, work: (lease: Lease) => Promise<T>): Promise<T>;
}
