import { isArchivedClass } from '@signpost/oss-protocol/rules';

/** What following a link leads to. Shared by API, index and UI; every consumer switches over all members. */
export type Health = 'ok' | 'missing' | 'chained' | 'self' | 'cold' | 'folder' | 'forbidden' | 'unknown';

/** Place of each member in "worst first", 0 being the worst: a member without one does not compile. */
const ranks: Readonly<Record<Health, number>> = {
  missing: 0,
  self: 1,
  chained: 2,
  folder: 3,
  cold: 4,
  forbidden: 5,
  unknown: 6,
  ok: 7,
};

/** Puts the worse of two first; 0 for the same. The one order in which troubles are listed. */
export function compareHealth(one: Health, other: Health): number {
  return ranks[one] - ranks[other];
}

/** All members, worst first. */
export const healths: readonly Health[] = (Object.keys(ranks) as Health[]).toSorted(compareHealth);

/** Tells whether readers of a link trip over it: all but `ok`, and `unknown`, of which nothing is known. */
export function isBroken(health: Health): boolean {
  return health !== 'ok' && health !== 'unknown';
}

/** Whose rule forbids looking at a target: the cloud's or this console's. */
export type ForbiddenBy = 'oss' | 'signpost';

/** What looking at a target found. `loops` means that following links from the target comes back to the link. */
export type TargetLook =
  | { found: 'object'; storageClass: string; restored: boolean; archiveDirectRead?: boolean }
  | { found: 'link'; loops: boolean }
  | { found: 'nothing'; isPrefix: boolean }
  | { found: 'forbidden'; by: ForbiddenBy }
  | { found: 'unchecked' };

/**
 * Judges one link. Precedence: self > chained > missing > folder > cold.
 * Archive (and only Archive) reads without a restore where the bucket's real-time access switch is on.
 */
export function toHealth(key: string, target: string, look: TargetLook): Health {
  if (target === key) return 'self';
  switch (look.found) {
    case 'link':
      return look.loops ? 'self' : 'chained';
    case 'nothing':
      return look.isPrefix ? 'folder' : 'missing';
    case 'object': {
      if (!isArchivedClass(look.storageClass) || look.restored) return 'ok';
      return look.storageClass === 'Archive' && look.archiveDirectRead === true ? 'ok' : 'cold';
    }
    case 'forbidden':
      return 'forbidden';
    case 'unchecked':
      return 'unknown';
  }
}
