import type { LifecycleRule } from '@signpost/oss-protocol/rules';
import type { Health } from '../health/health.ts';
import type { DecisiveHeader } from '../health/judge-served.ts';

/** One key as a reading of the bucket found it. `target` is absent while it was not read, or may not be. */
export type IndexEntry = {
  key: string;
  etag: string;
  lastModified: string;
  size: number;
  storageClass: string;
} &
  /** `restoredUntil`: when its restored copy expires, ISO 8601. */
  (
    | { kind: 'object'; restored?: boolean; restoredUntil?: string }
    /**
     * `readAs`: the key that OSS reaches where it takes each `+` of the target for a space. `forbidden`: what is at the
     * target is not to be told. `brokenSince`: when it was first seen broken, ISO 8601; absent where it was so at the
     * first scan already.
     */
    | {
        kind: 'link';
        target?: string;
        readAs?: string;
        forbidden?: boolean;
        served?: SeenHeaders;
        brokenSince?: string;
      }
  );

export type LinkEntry = IndexEntry & { kind: 'link' };
export type ObjectEntry = IndexEntry & { kind: 'object' };

/** What comparing the headers of a link with those of its target found. */
export interface SeenHeaders {
  /** Headers that make readers fail; none where readers get what they are told. */
  wrong: readonly DecisiveHeader[];
  /** Last change of the target as it was compared: of a later one nothing is known. */
  targetModified: string;
}

/** The object that was stored at a key at which nothing is now. Size in bytes, times in ISO 8601. */
export interface LastSeen {
  size: number;
  storageClass: string;
  etag: string;
  lastModified: string;
  /** When it was last known to be there. */
  seenAt: string;
}

/** A link, judged by the index alone. `chain` holds the keys followed, from the target to the last one reached. */
export interface JudgedLink {
  key: string;
  target: string | undefined;
  health: Health;
  chain: string[];
  lastModified: string;
  /** Headers that make its readers fail, none where they are right; absent where that was not checked, or is broken. */
  servedWrongly?: readonly DecisiveHeader[];
  /** When it was first seen broken; absent where it works, and where it was broken at the first scan. */
  brokenSince?: string;
  /** Of a missing target: what was there. Absent where no object was ever seen. */
  lastSeen?: LastSeen;
}

/** A link, judged, without the keys that its chain goes through. */
export type LinkState = Omit<JudgedLink, 'chain' | 'brokenSince' | 'lastSeen'>;

/** Links whose headers were compared with those of their targets, and those of them that make readers fail. */
export interface ServedCounts {
  wrong: number;
  checked: number;
}

/** What lies below a prefix. Sizes in bytes; a link counts as a link, not as bytes. */
export interface PrefixRollUp {
  prefix: string;
  objects: number;
  bytes: number;
  links: number;
  byHealth: Partial<Record<Health, number>>;
  served: ServedCounts;
  /** Number of objects by storage class. */
  classes: Record<string, number>;
  /** Links anywhere that lead to a key below the prefix. */
  backlinkCount: number;
  /** Newest change of an object or link below; absent when nothing is there. */
  newest?: string;
}

/** Who leads straight to one key: how many links, and the first of them in key order. */
export interface KeyBacklinks {
  key: string;
  count: number;
  first: string[];
}

/** What holds for the whole index. */
export interface LinkIndexFacts {
  /** The bucket reads Archive without a restore. */
  archiveDirectRead?: boolean | undefined;
  /** The reading stopped after this key: nothing is known of the keys behind it. Absent: the reading is complete. */
  scannedUpTo?: string | undefined;
  /** Nothing is known of keys but of links and of what they lead to. */
  linksOnly?: boolean | undefined;
  /** Lifecycle rules in force; absent: nobody knows them, so that nothing is known of what they will do. */
  lifecycle?: readonly LifecycleRule[] | undefined;
}

/** Where a link leads; undefined for an object, and while the target is not known. */
export function reachedKey(entry: IndexEntry | undefined): string | undefined {
  return entry?.kind === 'link' ? (entry.readAs ?? entry.target) : undefined;
}

/** Tells whether what is at a target is what headers were compared with. */
export function isComparedWith({ targetModified }: SeenHeaders, target: IndexEntry | undefined): boolean {
  // Lists tell times to the millisecond, all else to the second: the second counts.
  return target?.kind === 'object' && target.lastModified.slice(0, 19) === targetModified.slice(0, 19);
}

/** Tells whether the headers of a link were compared with those of its target. */
export function wasCompared(entry: IndexEntry | undefined): boolean {
  return entry?.kind === 'link' && entry.served !== undefined;
}
