import type { MapDestination } from '@signpost/api-contract';
import { rowHeights, type MapLayout } from './map-layout.ts';
import type { DrawnMap } from './narrow-map.ts';
import type { StagedMove } from './staged-moves.ts';

/** A move that was staged, from a row to a row. */
export interface StagedLine {
  name: string;
  y1: number;
  y2: number;
}

export type Side = 'pointer' | 'destination';

/** A row of the board, by its place in the answer. */
export interface RowRef {
  side: Side;
  index: number;
}

export const toId = ({ side, index }: RowRef): string => `${side} ${index}`;

/** The row that an address names. */
export function findRow(
  { pointers, destinations }: DrawnMap,
  { side, name }: { side: Side; name: string },
): RowRef | undefined {
  const list: readonly { name: string }[] = side === 'pointer' ? pointers : destinations;
  const index = list.findIndex((one) => one.name === name);
  return index < 0 ? undefined : { side, index };
}

/** Of a missing target, a loop or a chain: the first of the links that lead there. */
export function findBroken({ lines, destinations }: DrawnMap, index: number): string | undefined {
  const { kind } = destinations[index] ?? {};
  if (kind !== 'missing' && kind !== 'loop') return undefined;
  return lines.find(({ to }) => to === index)?.first.key;
}

/** Links of each destination once the staged moves are made, where that is another number than now. */
export function countAfter(map: DrawnMap, moves: readonly StagedMove[]): Map<number, number> {
  const changes = new Map<number, number>();
  const add = (index: number, links: number): void =>
    void changes.set(index, (changes.get(index) ?? 0) + links);
  for (const { pointer, place } of moves) {
    const from = map.pointers.findIndex(({ name }) => name === pointer.name);
    const to = map.destinations.findIndex((one) => one.name === place && one.stored !== undefined);
    for (const line of map.lines) if (line.from === from) add(line.to, -line.links);
    if (to >= 0) add(to, pointer.links);
  }
  const after = new Map<number, number>();
  for (const [index, change] of changes) {
    const stored: MapDestination['stored'] = map.destinations[index]?.stored;
    if (stored !== undefined && change !== 0) after.set(index, stored.linksIn + change);
  }
  return after;
}

/** Where staged moves are drawn; those to a place that is not on the map are not. */
export function toStagedLines(
  { pointers, destinations }: MapLayout,
  moves: readonly StagedMove[],
): StagedLine[] {
  return moves.flatMap(({ pointer, place }) => {
    const from = pointers.find(({ name }) => name === pointer.name);
    const to = destinations.find((one) => one.name === place && one.stored !== undefined);
    return from === undefined || to === undefined
      ? []
      : [{ name: pointer.name, y1: from.y + rowHeights.pointer / 2, y2: to.y + rowHeights.destination / 2 }];
  });
}
