/** Storage classes whose objects must be restored before they can be read. */
export type ArchivedClass = 'Archive' | 'ColdArchive' | 'DeepColdArchive';

/** Priorities of a restore, fastest and dearest first. */
export const restoreTiers = ['Expedited', 'Standard', 'Bulk'] as const;

/** One of {@link restoreTiers}. */
export type RestoreTier = (typeof restoreTiers)[number];

/** How long OSS takes until the object can be read, in seconds. */
export interface RestoreWait {
  readonly least: number;
  readonly most: number;
}

/** What a restore of one class may ask for. */
export interface RestoreTerms {
  /** Days that the readable copy is kept, at most; at least it is one. */
  readonly maxDays: number;
  /** Fastest first; one without a tier where the class knows none. */
  readonly waits: readonly ({ readonly tier: RestoreTier | undefined } & RestoreWait)[];
}

const minute = 60;
const hour = 60 * minute;

/** By class, as the vendor's pages "RestoreObject" and "Restore objects" say. */
export const restoreTerms: Readonly<Record<ArchivedClass, RestoreTerms>> = {
  Archive: { maxDays: 7, waits: [{ tier: undefined, least: minute, most: minute }] },
  ColdArchive: {
    maxDays: 365,
    waits: [
      { tier: 'Expedited', least: hour, most: hour },
      { tier: 'Standard', least: 2 * hour, most: 5 * hour },
      { tier: 'Bulk', least: 5 * hour, most: 12 * hour },
    ],
  },
  DeepColdArchive: {
    maxDays: 365,
    waits: [
      { tier: 'Expedited', least: 12 * hour, most: 12 * hour },
      { tier: 'Standard', least: 48 * hour, most: 48 * hour },
    ],
  },
};

/** How long a restore takes; undefined where the class does not know the tier, or demands one. */
export function findRestoreWait(
  storageClass: ArchivedClass,
  tier: RestoreTier | undefined,
): RestoreWait | undefined {
  const found = restoreTerms[storageClass].waits.find((wait) => wait.tier === tier);
  return found === undefined ? undefined : { least: found.least, most: found.most };
}
