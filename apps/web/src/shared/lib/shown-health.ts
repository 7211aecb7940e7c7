import type { DecisiveHeader, Health } from '@signpost/link-model/health';

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
