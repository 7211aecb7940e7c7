import type { LinkMap } from '@signpost/api-contract';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import type { Jack } from './staged-moves.ts';

/**
 * Folders beside one, in the order of their names, numbers by their value: those of the map, and those that no link leads
 * to. The folder itself is one of them.
 */
export function listSiblings(
  { destinations, unpointed }: Pick<LinkMap, 'destinations' | 'unpointed'>,
  folder: string,
): string[] {
  const above = toParentPrefix(folder);
  const folders = [
    folder,
    ...destinations.filter(({ kind }) => kind === 'folder').map(({ name }) => name),
    ...(unpointed?.items ?? []).map(({ prefix }) => prefix),
  ];
  const { compare } = new Intl.Collator('en', { numeric: true });
  return [...new Set(folders)].filter((one) => toParentPrefix(one) === above).toSorted(compare);
}

/** The folder so many steps before (negative) or after one; undefined at the end. */
export function findNeighbour(
  map: Pick<LinkMap, 'destinations' | 'unpointed'>,
  folder: string,
  step: number,
): Jack | undefined {
  const siblings = listSiblings(map, folder);
  const name = siblings[siblings.indexOf(folder) + step];
  return name === undefined ? undefined : { kind: 'folder', name };
}
