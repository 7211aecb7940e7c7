import { compareKeys } from '@signpost/oss-protocol/rules';

/** How many of the links below a prefix a plan touches. */
export interface LinkShare {
  prefix: string;
  touched: number;
  links: number;
}

/** Prefixes of which a plan touches so much that it has to be confirmed by typing a number. */
export interface LargeShares {
  /** The highest prefixes of which it touches more than a third; those below are part of them. In key order. */
  large: LinkShare[];
  /** Prefixes whose links nobody has counted, so that nothing can be said of them: they are listed, or asked for. */
  unknown: string[];
}

/** A prefix with no more links than this is never asked for. */
const smallPrefix = 10;

/**
 * Finds the prefixes, the whole bucket included, with more than ten links of which a plan touches more than a third.
 * @param keys keys of links that exist and are repointed or removed
 * @param countLinks links below a prefix; undefined where that is not known
 */
export function findLargeShares(
  keys: readonly string[],
  countLinks: (prefix: string) => number | undefined,
): LargeShares {
  const sorted = [...new Set(keys)].sort(compareKeys);
  const found: LargeShares = { large: [], unknown: [] };
  const open: { prefix: string; keys: string[] }[] = [{ prefix: '', keys: sorted }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { prefix, keys: below } = place;
    const touched = below.length;
    // A third of eleven links is more than three.
    if (touched * 3 <= smallPrefix + 1) continue;
    const links = countLinks(prefix);
    if (links === undefined) found.unknown.push(prefix);
    else if (links <= smallPrefix) continue;
    else if (touched * 3 > links) {
      found.large.push({ prefix, touched, links });
      continue;
    }
    open.push(...foldersOf(prefix, below).toReversed());
  }
  return found;
}

/** The folders right below a prefix with the keys in each, in key order. */
function foldersOf(prefix: string, keys: readonly string[]): { prefix: string; keys: string[] }[] {
  const folders = new Map<string, string[]>();
  for (const key of keys) {
    const slash = key.indexOf('/', prefix.length);
    if (slash < 0) continue;
    const folder = key.slice(0, slash + 1);
    const inside = folders.get(folder);
    if (inside === undefined) folders.set(folder, [key]);
    else inside.push(key);
  }
  return [...folders].map(([folder, inside]) => ({ prefix: folder, keys: inside }));
}
