import type { FolderLink } from './folder-links.ts';
import { healths, type Health } from '../health/health.ts';

/** What is said of a folder link wherever it is drawn: `8 of 9 · 1 missing`. */
export interface FolderLinkVerdict {
  /** Links that follow the source and work. */
  working: number;
  /** All links below the prefix. */
  links: number;
  /** The trouble that is named, and how many links have it; absent while every link works. */
  trouble?: { health: Health; count: number };
}

/**
 * Sums up a folder link in the one way every screen uses. A link counts as working when it follows the source and its
 * readers get what lies there; one that leads elsewhere, or into nothing, does not.
 */
export function judgeFolderLink({
  working,
  links,
  byHealth,
}: Pick<FolderLink, 'working' | 'links' | 'byHealth'>): FolderLinkVerdict {
  const trouble = findTrouble(byHealth);
  return { working, links, ...(trouble === undefined ? {} : { trouble }) };
}

/** The trouble among some links that is worth a word, worst first; undefined where every one of them works. */
export function findTrouble(
  byHealth: Partial<Record<Health, number>>,
): { health: Health; count: number } | undefined {
  return listTroubles(byHealth)[0];
}

/** Every trouble among some links with the number that have it, worst first. */
export function listTroubles(byHealth: Partial<Record<Health, number>>): { health: Health; count: number }[] {
  return healths.flatMap((health) => {
    const count = byHealth[health] ?? 0;
    return count > 0 && health !== 'ok' ? [{ health, count }] : [];
  });
}
