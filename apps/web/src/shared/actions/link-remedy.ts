import type { IndexedLink } from '@signpost/api-contract';
import { toShownHealth } from '../lib/shown-health.ts';
import { findRemedy, type Remedy, type ThingFacts } from './list-actions.ts';

/** What actions need to know of a link of the index. */
export function toLinkFacts(link: IndexedLink): ThingFacts {
  return { health: toShownHealth(link), target: link.target, chain: link.chain };
}

/** What mends a link of the index, where something can. */
export function toLinkRemedy(link: IndexedLink): Remedy | undefined {
  return findRemedy(link.key, toLinkFacts(link));
}
