import type { KeyView } from '@signpost/api-contract';
import { toShownHealth } from '../../../shared/lib/shown-health.ts';

/** One thing to do with a key that has a button of its own. */
export type MainAction =
  | { id: 'repair' | 'flatten'; target: string }
  | { id: 'repoint' | 'restore' | 'linkHere' };

/** What is offered for a key, what helps it most first. Deleting and downloading are in the menu of every key. */
export function listMainActions({ state, link }: KeyView): MainAction[] {
  switch (state.kind) {
    case 'absent':
      return [];
    case 'object':
      return [{ id: 'linkHere' }];
    case 'link':
      return [...(link === undefined ? [] : listRemedies(link, state.link.target)), { id: 'repoint' }];
  }
}

function listRemedies(link: NonNullable<KeyView['link']>, target: string): MainAction[] {
  const { state } = link.target;
  // The headers are set by writing the link again, to where it leads already.
  if (toShownHealth(link) === 'served-wrongly') return [{ id: 'repair', target }];
  if (link.health === 'cold') return [{ id: 'restore' }];
  if (state.found === 'link' && state.final !== null) return [{ id: 'flatten', target: state.final }];
  return [];
}
