/** What a plan can do to a link. */
export type PlannedAction = 'create' | 'repoint' | 'delete';

/** Links that lead to links are created, and deleted, in so many stages at most. */
const linkStages = 5;

/**
 * Phases of a plan that renames keys: objects are copied, links are created, each behind the link that it leads to,
 * links that led to the old keys follow, and then the old keys go, links before what they lead to.
 * @param depth of a link: how many links lie between it and the end of its chain
 */
export const renamePhase = {
  copy: 0,
  create: (depth: number): number => 1 + Math.min(depth, linkStages - 1),
  repoint: 1 + linkStages,
  delete: (depth: number): number => 1 + 2 * linkStages - Math.min(depth, linkStages - 1),
  deleteObject: 2 + 2 * linkStages,
} as const;

/** The phase in which a roll-back takes a write of such a plan back: the last one first. */
export const toPhaseBack = (phase: number): number => renamePhase.deleteObject - phase;

/** A file that tells readers which others to fetch: it changes once those are there. */
const entryFile = /^(?:index\..*|latest\..*|version|.*manifest.*)$/is;

/** Tells whether a key's base name is that of an entry file: `index.*`, `latest.*`, `VERSION`, `*manifest*` in any case. */
export function isEntryFile(key: string): boolean {
  return entryFile.test(key.slice(key.lastIndexOf('/') + 1));
}

/**
 * The phase in which a write is applied: created links (0), repointed links (1), entry files, created or repointed
 * (2), removed links (3). All writes of a phase are done before the next one begins.
 */
export function phaseOf(action: PlannedAction, key: string): number {
  if (action === 'delete') return 3;
  if (isEntryFile(key)) return 2;
  return action === 'create' ? 0 : 1;
}
