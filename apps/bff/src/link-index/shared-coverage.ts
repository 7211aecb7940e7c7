import type { Coverage } from '@signpost/api-contract';

/** What the consoles on one database tell each other of the scans of one connection's buckets. */
export interface SharedCoverage {
  /** Replaces what this console says of a bucket. Others hear of it for as long as this console runs. */
  publish(coverage: Coverage): Promise<void>;
  /** What other consoles that run say, one answer for each bucket: a scan under way before one that has ended. */
  others(): Promise<Coverage[]>;
}

/** The same for all connections of one console. */
export interface SharedCoverages {
  of(connectionId: string): SharedCoverage;
  /** Says that this console runs: what one that died said counts no more after {@link aliveMs}. */
  renew(): Promise<void>;
  /** Takes back what this console said, before it stops. */
  withdraw(): Promise<void>;
}

/** How long a console counts as running after it was heard last. */
export const aliveMs = 60_000;

/** Whether a scan ended later than the one that is known, of all keys or of links only. */
export function isNewer(coverage: Coverage, known: Coverage): boolean {
  return lastScan(coverage) > lastScan(known);
}

const lastScan = ({ scannedAt = '', linksAt = '' }: Coverage): string =>
  scannedAt > linksAt ? scannedAt : linksAt;

/**
 * The coverage of a bucket as this console tells it. An index that another console holds answers nothing here: what is
 * not found in this one's is not known, and never said to be missing.
 */
export function mergeCoverage(own: Coverage, other: Coverage | undefined): Coverage {
  if (own.state !== 'not-scanned' || other === undefined) return own;
  const { bucket, keys, calls } = other;
  if (other.state === 'scanning') return { bucket, state: 'scanning', keys, calls, pending: 0 };
  return other.scannedAt === undefined ? own : { ...own, state: 'elsewhere' };
}
