import type { TargetCard } from '@signpost/api-contract';
import type { SeenHeaders } from '@signpost/link-model/index';
import type { KeyState } from '@signpost/link-model/write';
import type { Permit } from '../auth/permit.ts';
import type { ChangeLog } from '../changes/change-log.ts';
import type { Connection } from '../oss/connections.ts';

/** A link as one read finds it. */
export interface SeenLink {
  key: string;
  etag: string;
  target: string;
  lastModified: Date | undefined;
  storageClass: string | undefined;
}

/** Told what reads found: the index must not contradict a screen that shows it. */
export interface SeenListener {
  observe(bucket: string, key: string, state: KeyState): void;
  /** What a read of a link's target found; `from` is the link. */
  observeTarget(bucket: string, card: TargetCard, from?: string): void;
  observeLink(bucket: string, link: SeenLink): void;
  /** What comparing the headers of a link with those of its target found. */
  observeServed(bucket: string, link: { key: string; target: string }, seen: SeenHeaders): void;
}

/** A connection whose reads are told to somebody. */
export interface ReadConnection extends Connection {
  indexes: SeenListener;
}

/** Who reads, over which connection, and what is remembered of our own writes. */
export interface ReadContext {
  connection: ReadConnection;
  changeLog: ChangeLog;
  permit: Permit;
  now: () => Date;
}
