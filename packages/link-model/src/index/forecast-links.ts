import { compareForecasts, isSoon, type Forecast } from '../health/forecast.ts';
import { isBroken } from '../health/health.ts';
import { createFolderLinkFinder } from './folder-links.ts';
import type { LinkIndex } from './link-index.ts';

/** What becomes first of some links, and how many of them break within thirty days. */
export interface GroupForecast {
  forecast: Forecast;
  links: number;
}

/** A folder link of which some links break soon, or a link alone, which `links` counts as one. */
export interface SoonBroken extends GroupForecast {
  kind: 'folder' | 'link';
  /** The prefix of the folder link, or the key of the link. */
  key: string;
  /** The prefix that the folder link follows, or the target of the link. */
  target: string;
}

/**
 * The forecast of a link that works now and breaks within thirty days; undefined of any other, and while lifecycle rules
 * are not known. `now` as milliseconds since 1970.
 */
export function findSoonBroken(index: LinkIndex, key: string, now: number): Forecast | undefined {
  const forecast = index.forecast(key, now);
  if (forecast === undefined || !isSoon(forecast, now)) return undefined;
  const health = index.judge(key)?.health;
  return health === undefined || isBroken(health) ? undefined : forecast;
}

/** The same of all links below a prefix. */
export function forecastBelow(index: LinkIndex, prefix: string, now: number): GroupForecast | undefined {
  let found: GroupForecast | undefined;
  for (const { forecast } of index.soonBroken(prefix, now)) found = joinForecast(found, forecast);
  return found;
}

/** All below a prefix that breaks within thirty days, the first in front. Links of a folder link are one. */
export function listSoonBroken(index: LinkIndex, prefix: string, now: number): SoonBroken[] {
  const found = new Map<string, SoonBroken>();
  const findFolderLink = createFolderLinkFinder(index.folderLinks());
  for (const { key, forecast } of index.soonBroken(prefix, now)) {
    const folder = findFolderLink(key);
    const line =
      folder !== undefined
        ? { kind: 'folder' as const, key: folder.prefix, target: folder.source }
        : { kind: 'link' as const, key, target: index.judge(key)?.target ?? '' };
    found.set(line.key, { ...line, ...joinForecast(found.get(line.key), forecast) });
  }
  return [...found.values()].toSorted(compareSoonBroken);
}

/** The first in front, of one moment the one with more links. */
export function compareSoonBroken(one: SoonBroken, other: SoonBroken): number {
  return compareForecasts(one.forecast, other.forecast) || other.links - one.links;
}

/** What is known of a group with one link more. */
export function joinForecast(group: GroupForecast | undefined, forecast: Forecast): GroupForecast {
  if (group === undefined) return { forecast, links: 1 };
  const isEarlier = compareForecasts(forecast, group.forecast) < 0;
  return { forecast: isEarlier ? forecast : group.forecast, links: group.links + 1 };
}
