import type { Forecast } from '@signpost/link-model/health';
import type { LinkIndex, LinkState } from '@signpost/link-model/index';
import type { LinkFilter } from './link-index.ts';
import { holdsWords } from './search-keys.ts';

interface Matched {
  link: LinkState;
  isWrong: boolean;
  soon: Forecast | undefined;
  /** It fits the conditions as well. */
  fits: boolean;
}

/** Links of a bucket that fit a filter but for its conditions; `fits` tells whether they fit those as well. */
export function* matchLinks(
  index: LinkIndex,
  { prefix = '', target, words = [], conditions, now }: LinkFilter & { now: number },
): Generator<Matched> {
  const soonBroken = new Map<string, Forecast>();
  for (const { key, forecast } of index.soonBroken(prefix, now)) soonBroken.set(key, forecast);
  for (const link of index.linkStates(prefix)) {
    if (target !== undefined && link.target !== target) continue;
    if (words.length > 0 && !holdsWords([link.key, link.target ?? ''], words)) continue;
    const isWrong = link.servedWrongly !== undefined && link.servedWrongly.length > 0;
    const soon = soonBroken.get(link.key);
    const fits =
      conditions === undefined ||
      conditions.has(link.health) ||
      (isWrong && conditions.has('served-wrongly')) ||
      (soon !== undefined && conditions.has('breaks-soon'));
    yield { link, isWrong, soon, fits };
  }
}

/** A name for a filter: the same for the same one. */
export function nameFilter({ prefix, target, words, conditions }: LinkFilter): string {
  return JSON.stringify([prefix, target, words, conditions && [...conditions].toSorted()]);
}
