import { compareHealth, type DecisiveHeader, type Health } from '@signpost/link-model/health';

/** The word that is shown for a link: its health, or that it is ok and its headers make readers fail. */
export type ShownHealth = Health | 'served-wrongly';

/** What an answer says of a link. */
interface JudgedLink {
  health: Health;
  servedWrongly?: readonly DecisiveHeader[] | undefined;
}

export function toShownHealth({ health, servedWrongly = [] }: JudgedLink): ShownHealth {
  return health === 'ok' && servedWrongly.length > 0 ? 'served-wrongly' : health;
}

/** Worst first. What is served wrongly is worse than what nobody checked, and better than all that is broken. */
export function compareShownHealth(one: ShownHealth, other: ShownHealth): number {
  const [a, b] = [one, other].map((shown) => (shown === 'served-wrongly' ? 'unknown' : shown)) as [
    Health,
    Health,
  ];
  return compareHealth(a, b) || Number(other === 'served-wrongly') - Number(one === 'served-wrongly');
}
