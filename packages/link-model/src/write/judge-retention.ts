import type { Finding } from './findings.ts';
import type { KeyState } from './key-state.ts';

const dayMs = 86_400_000;

/** One write under the retention policy of its bucket. */
export interface RetentionCase {
  /** Days in which an object may be neither changed nor deleted; absent: the bucket has no policy that is known. */
  retentionDays?: number | undefined;
  versioning: 'never' | 'enabled' | 'suspended' | 'unknown';
  now: KeyState;
  /** Something is put, not deleted. */
  puts: boolean;
  /** The current version is removed for good. */
  removesVersion: boolean;
  /** When the real object was changed that a suspended bucket replaces below the current version; ISO 8601. */
  shadowed?: string | undefined;
  /** Now, as milliseconds since 1970. */
  time: number;
}

/**
 * Says until when a retention policy forbids a write, and until when what is written cannot be taken back. Where
 * versions are kept, a write or a delete puts a version on top and leaves the retained one alone.
 * Source: the vendor's page "Retention policies".
 */
export function judgeRetention(write: RetentionCase): Finding[] {
  const { retentionDays, versioning, puts, removesVersion, time } = write;
  if (retentionDays === undefined) return [];
  const takesAway = removesVersion || versioning !== 'enabled';
  const until = takesAway ? retainedUntil(write, retentionDays) : 0;
  if (until > time) {
    const level = versioning === 'unknown' && !removesVersion ? 'advise' : 'block';
    return [{ level, code: 'retained', until: new Date(until).toISOString() }];
  }
  if (!puts || versioning === 'enabled') return [];
  const after = new Date(time + retentionDays * dayMs).toISOString();
  return [{ level: 'advise', code: 'retained-after', until: after }];
}

/** Milliseconds since 1970; 0 where nothing is kept. */
function retainedUntil({ versioning, now, removesVersion, shadowed }: RetentionCase, days: number): number {
  const isReplaced =
    now.kind !== 'absent' &&
    (removesVersion || versioning !== 'suspended' || (now.facts.versionId ?? 'null') === 'null');
  const changed = [
    ...(isReplaced ? [Date.parse(now.facts.lastModified)] : []),
    ...(shadowed === undefined ? [] : [Date.parse(shadowed)]),
  ];
  return changed.length === 0 ? 0 : Math.max(...changed) + days * dayMs;
}
