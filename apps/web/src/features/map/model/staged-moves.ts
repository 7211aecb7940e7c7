import type { MapDestination, MapLine, MapPointer, PlanSource } from '@signpost/api-contract';

/** A pointer that shall lead somewhere else once it was reviewed. Nothing of it is written. */
export interface StagedMove {
  pointer: Pick<MapPointer, 'kind' | 'name' | 'links'>;
  /** A prefix that the links of a folder shall follow, or the target of a single link. */
  to: string;
  /** The folder or object of the map that it is drawn to; absent where that is not on the map. */
  place: string;
}

/** A folder or an object, as a place to lead to. */
export type Jack = Pick<MapDestination, 'kind' | 'name'>;

/** Tells whether links can be led there. */
function isJack({ kind }: Jack): boolean {
  return kind === 'folder' || kind === 'object';
}

/**
 * The move of a pointer to a place of the map; undefined where it cannot lead there, or does so already. A single link keeps its name below the
 * folder it led into: `2.14.0/cli-2.14.0.tgz` becomes `2.15.0/cli-2.15.0.tgz`.
 */
export function toMove(
  pointer: MapPointer,
  { place, line, from }: { place: Jack; line: MapLine | undefined; from: Jack | undefined },
): StagedMove | undefined {
  if (!isJack(place)) return undefined;
  const { kind, name, links } = pointer;
  const move = { pointer: { kind, name, links }, place: place.name };
  if (kind !== 'link')
    return place.kind === 'folder' &&
      // All links of a bucket follow nothing.
      name !== '' &&
      place.name !== name &&
      !(line?.whole === true && from?.name === place.name)
      ? { ...move, to: place.name }
      : undefined;
  const to = place.kind === 'object' ? place.name : toTarget(name, { place: place.name, line, from });
  return to === line?.first.target || to === name ? undefined : { ...move, to };
}

function toTarget(
  key: string,
  { place, line, from }: { place: string; line: MapLine | undefined; from: Jack | undefined },
): string {
  const target = line?.first.target ?? key;
  const folder =
    from?.kind === 'folder' && target.startsWith(from.name)
      ? from.name
      : target.slice(0, target.lastIndexOf('/') + 1);
  const name = target.slice(folder.length) || key.slice(key.lastIndexOf('/') + 1);
  return place + swapVersion(name, lastSegment(folder), lastSegment(place));
}

/** A version in a name, where it is not a part of another number. */
function swapVersion(name: string, before: string, after: string): string {
  const parts = name.split(before);
  const isWhole = parts.every(
    (part, i) => (i === 0 || !/^\d/.test(part)) && (i === parts.length - 1 || !/[\d.]$/.test(part)),
  );
  return /\d/.test(before) && isWhole ? parts.join(after) : name;
}

/** `cli/2.14.0/` → `2.14.0` */
function lastSegment(prefix: string): string {
  return prefix.split('/').at(-2) ?? '';
}

/** Puts a move in place of an earlier one of the same pointer. */
export function stage(moves: readonly StagedMove[], move: StagedMove): StagedMove[] {
  return [...unstage(moves, move.pointer), move];
}

export function unstage(moves: readonly StagedMove[], { name }: Pick<MapPointer, 'name'>): StagedMove[] {
  return moves.filter(({ pointer }) => pointer.name !== name);
}

/** What a plan of the moves is made from: one folder alone is moved as everywhere else. */
export function toSource(moves: readonly StagedMove[]): PlanSource {
  const folders = moves
    .filter(({ pointer }) => pointer.kind !== 'link')
    .map(({ pointer, to }) => ({ prefix: pointer.name, to }));
  const links = moves
    .filter(({ pointer }) => pointer.kind === 'link')
    .map(({ pointer, to }) => ({ key: pointer.name, target: to }));
  const [folder] = folders;
  return folder !== undefined && moves.length === 1
    ? { kind: 'folder-move', ...folder }
    : { kind: 'moves', folders, links };
}
