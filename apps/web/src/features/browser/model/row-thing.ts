import type { ResolvedLink } from '@signpost/api-contract';
import type { Thing, ThingFacts } from '../../../shared/actions/list-actions.ts';
import { toShownHealth } from '../../../shared/lib/shown-health.ts';
import type { FolderFacts } from './folder-facts.ts';
import type { ListRow } from './list-rows.ts';

interface KnownOfRow {
  bucket: string;
  /** What the index knows of a folder. */
  folder: Pick<FolderFacts, 'follows'> | undefined;
  /** What was found where a link leads. */
  link: ResolvedLink | undefined;
  linksUnsupported: boolean;
}

/** What the actions of a row need to know. An archived object may be restored: its row does not tell, so it is not said. */
export function toRowThing(
  row: ListRow,
  { bucket, folder, link, linksUnsupported }: KnownOfRow,
): { thing: Thing; facts: ThingFacts } {
  const kind = row.kind === 'folder' && folder?.follows !== undefined ? 'folder-link' : row.kind;
  return {
    thing: { kind, bucket, key: row.id },
    facts: {
      linksUnsupported,
      ...(link === undefined ? {} : { health: toShownHealth(link), target: link.target }),
    },
  };
}
