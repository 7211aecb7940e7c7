import { toHealth, type TargetLook } from '../health/health.ts';
import type { EntryTable } from './entry-table.ts';
import { plainJudgements, type Judgement } from './folder-sums.ts';
import { followLinks } from './follow-links.ts';
import { isComparedWith, reachedKey, type LinkEntry } from './index-entry.ts';
import type { KnownKeys } from './known-keys.ts';

/** What links are judged by. */
export interface Judged {
  entries: EntryTable;
  known: KnownKeys;
  archiveDirectRead: boolean;
}

export function judgeLink(entry: LinkEntry, known: Judged): Judgement {
  const reached = reachedKey(entry);
  if (entry.forbidden === true || reached === undefined)
    return plainJudgements[entry.forbidden === true ? 'forbidden' : 'unknown'];
  const { loops } = followEntries(known.entries, entry.key, reached);
  const health = toHealth(entry.key, reached, look(known, reached, loops));
  const { served } = entry;
  return health === 'ok' && served !== undefined && isComparedWith(served, known.entries.get(reached))
    ? { health, servedWrongly: served.wrong }
    : plainJudgements[health];
}

/** The keys that a link leads to, one behind the other. */
export function followEntries(
  { links }: EntryTable,
  key: string,
  target: string,
): { chain: string[]; loops: boolean } {
  return followLinks((at) => reachedKey(links.get(at)), { key, target });
}

function look({ entries, known, archiveDirectRead }: Judged, target: string, loops: boolean): TargetLook {
  const entry = entries.get(target);
  if (entry === undefined) {
    const folder = target.endsWith('/') ? target : `${target}/`;
    if (entries.hasBelow(folder)) return { found: 'nothing', isPrefix: true };
    return known.has(target) ? { found: 'nothing', isPrefix: false } : { found: 'unchecked' };
  }
  if (entry.kind === 'link') return { found: 'link', loops };
  const { storageClass, restored = false } = entry;
  return { found: 'object', storageClass, restored, archiveDirectRead };
}
