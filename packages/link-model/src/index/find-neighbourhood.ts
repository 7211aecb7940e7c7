import type { Forecast } from '../health/forecast.ts';
import type { Health } from '../health/health.ts';
import { followLinks } from './follow-links.ts';
import { reachedKey, type IndexEntry, type LastSeen } from './index-entry.ts';
import type { LinkIndex } from './link-index.ts';

/**
 * A key near the one that was asked for.
 * - `link`, `object`: what is stored there
 * - `folder`: nothing is, but keys lie below it
 * - `missing`: nothing is stored there
 * - `hidden`: the target of a link that may not be looked at
 * - `unread`: the scan did not come so far
 */
export interface Neighbour {
  key: string;
  kind: 'link' | 'object' | 'folder' | 'missing' | 'hidden' | 'unread';
  /** Steps from the key that was asked for to where links lead; below 0 for what leads there. */
  step: number;
  /** Of a link. */
  health?: Health;
  /** Of a link: the next one; absent where nothing is ahead, and where lifecycle rules are not known. */
  forecast?: Forecast;
  /** Place in the list of what a link leads to; absent where nothing is known of it. */
  to?: number;
  /** Of an object; the size in bytes, the time in ISO 8601. */
  stored?: { size: number; storageClass: string; lastModified: string };
  /** Of a missing key: the object that was there. */
  lastSeen?: LastSeen;
  /** Links that lead straight here, and those of them that are not listed. */
  backlinks: number;
  omitted: number;
}

/** Links at one key that are listed; of more the first in key order. */
const mostAtOneKey = 20;

/**
 * What a key leads to, through all links of a chain; what leads to it, in two steps; and what else leads to the same target.
 * The key comes first.
 * @param most keys that are listed
 * @param now milliseconds since 1970
 */
export function findNeighbourhood(
  index: LinkIndex,
  key: string,
  { most, now }: { most: number; now: number },
): Neighbour[] {
  const steps = new Map([[key, 0]]);
  const add = (keys: readonly string[], step: number): void => {
    for (const one of keys) if (steps.size < most && !steps.has(one)) steps.set(one, step);
  };
  const linksAt = (at: string): string[] => index.summarizeBacklinks(at, mostAtOneKey)?.first ?? [];
  const forbidden = new Set<string>();
  /** A target that may not be looked at is where the walk ends. */
  const next = (at: string): string | undefined => {
    const [entry, reached] = [index.get(at), reachedKey(index.get(at))];
    if (forbidden.has(at)) return undefined;
    if (isForbidden(entry) && reached !== undefined) forbidden.add(reached);
    return reached;
  };
  const target = next(key);
  if (target !== undefined)
    for (const [i, one] of followLinks(next, { key, target }).chain.entries()) add([one], i + 1);
  const leading = linksAt(key);
  const beside = target === undefined ? [] : linksAt(target);
  // In turn: neither pushes the other out.
  for (let i = 0; i < mostAtOneKey; i += 1) {
    add(leading.slice(i, i + 1), -1);
    add(beside.slice(i, i + 1), 0);
  }
  for (const link of leading) add(linksAt(link), -2);

  const keys = [...steps.keys()];
  const places = new Map(keys.map((one, place) => [one, place]));
  const hidden = new Set(
    keys.flatMap((one) => (isForbidden(index.get(one)) ? (reachedKey(index.get(one)) ?? []) : [])),
  );
  const listedAt = new Map<string, number>();
  for (const one of keys) {
    const reached = reachedKey(index.get(one));
    if (reached !== undefined) listedAt.set(reached, (listedAt.get(reached) ?? 0) + 1);
  }
  return Array.from(steps, ([one, step]) => {
    const to = places.get(reachedKey(index.get(one)) ?? '');
    const backlinks = index.summarizeBacklinks(one, 0)?.count ?? 0;
    return {
      key: one,
      step,
      ...(hidden.has(one) ? { kind: 'hidden' as const } : describe(index, one, now)),
      ...(to === undefined ? {} : { to }),
      backlinks,
      omitted: backlinks - (listedAt.get(one) ?? 0),
    };
  });
}

const isForbidden = (entry: IndexEntry | undefined): boolean =>
  entry?.kind === 'link' && entry.forbidden === true;

function describe(
  index: LinkIndex,
  key: string,
  now: number,
): Pick<Neighbour, 'kind' | 'health' | 'forecast' | 'stored' | 'lastSeen'> {
  const entry = index.get(key);
  if (entry?.kind === 'link') {
    const forecast = index.forecast(key, now);
    return {
      kind: 'link',
      health: index.judge(key)?.health ?? 'unknown',
      ...(forecast === undefined ? {} : { forecast }),
    };
  }
  if (entry !== undefined) {
    const { size, storageClass, lastModified } = entry;
    return { kind: 'object', stored: { size, storageClass, lastModified } };
  }
  if (index.hasPrefix(key.endsWith('/') ? key : `${key}/`)) return { kind: 'folder' };
  if (!index.knows(key)) return { kind: 'unread' };
  const lastSeen = index.lastSeen(key);
  return { kind: 'missing', ...(lastSeen === undefined ? {} : { lastSeen }) };
}
