/** What a plan can do to a link. */
export type PlannedAction = 'create' | 'repoint' | 'delete';

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
