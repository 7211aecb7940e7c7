import type { LinkMap, MapDestination, MapLine, MapPointer } from '@signpost/api-contract';
import { compareKeys } from '@signpost/oss-protocol/rules';

/** Heights of rows, and the room between them, in pixels. */
export const rowHeights = { pointer: 32, destination: 48, gap: 12 } as const;

/** A row of the board; `y` is its upper edge. */
export interface PlacedPointer extends MapPointer {
  /** Its place in the answer, which lines name. */
  index: number;
  y: number;
}
export interface PlacedDestination extends MapDestination {
  index: number;
  y: number;
}

export interface MapLayout {
  /** From top to bottom. */
  pointers: PlacedPointer[];
  destinations: PlacedDestination[];
  /** With the heights at which they begin and end. */
  lines: (MapLine & { y1: number; y2: number })[];
  height: number;
}

/**
 * Places destinations from top to bottom, what is stored newest first, and beside each the pointers most of whose links
 * lead there, so that few lines cross. What is not stored comes below the destination whose pointers lead there too.
 */
export function layOut({
  pointers,
  destinations,
  lines,
}: Pick<LinkMap, 'pointers' | 'destinations' | 'lines'>): MapLayout {
  // The lines of a pointer come with most links first.
  const mainOf = new Map<number, number>();
  for (const { from, to } of lines) if (!mainOf.has(from)) mainOf.set(from, to);
  const placedPointers: PlacedPointer[] = [];
  const placedDestinations: PlacedDestination[] = [];
  let y = 0;
  for (const to of orderDestinations(destinations, lines, mainOf)) {
    const destination = destinations[to];
    if (destination === undefined) continue;
    const beside = pointers
      .map((pointer, index) => ({ ...pointer, index }))
      .filter(({ index }) => mainOf.get(index) === to)
      .toSorted((a, b) => b.links - a.links || compareKeys(a.name, b.name));
    // The smaller side stands in the middle of the other: lines of a single pointer are level.
    const height = beside.length * rowHeights.pointer;
    const block = Math.max(rowHeights.destination, height);
    placedDestinations.push({ ...destination, index: to, y: y + (block - rowHeights.destination) / 2 });
    for (const [place, pointer] of beside.entries())
      placedPointers.push({ ...pointer, y: y + (block - height) / 2 + place * rowHeights.pointer });
    y += block + rowHeights.gap;
  }
  const pointerAt = new Map(placedPointers.map((pointer) => [pointer.index, pointer.y]));
  const destinationAt = new Map(placedDestinations.map((destination) => [destination.index, destination.y]));
  return {
    pointers: placedPointers,
    destinations: placedDestinations,
    lines: lines.map((line) => ({
      ...line,
      y1: (pointerAt.get(line.from) ?? 0) + rowHeights.pointer / 2,
      y2: (destinationAt.get(line.to) ?? 0) + rowHeights.destination / 2,
    })),
    height: Math.max(0, y - rowHeights.gap),
  };
}

function orderDestinations(
  destinations: readonly MapDestination[],
  lines: readonly MapLine[],
  mainOf: ReadonlyMap<number, number>,
): number[] {
  const mains = new Set(mainOf.values());
  const all = destinations.map((destination, index) => ({ ...destination, index }));
  const stored = all
    .filter((one) => one.stored !== undefined)
    .toSorted(
      (a, b) => compareKeys(b.stored?.newest ?? '', a.stored?.newest ?? '') || compareKeys(a.name, b.name),
    );
  const others = all.filter((one) => one.stored === undefined);
  /** The destination that a pointer which leads here leads to for the most part, where that is another. */
  const neighbourOf = (index: number): number | undefined => {
    const line = lines
      .filter(({ from, to }) => to === index && mainOf.get(from) !== index)
      .toSorted((a, b) => b.links - a.links)[0];
    return line === undefined || mains.has(index) ? undefined : mainOf.get(line.from);
  };
  const beside = Map.groupBy(others, ({ index }) => neighbourOf(index));
  const placed = new Set<number>();
  const order: number[] = [];
  const place = (index: number): void => {
    if (placed.has(index)) return;
    placed.add(index);
    order.push(index);
    for (const other of beside.get(index) ?? []) place(other.index);
  };
  for (const { index } of stored) place(index);
  for (const { index } of beside.get(undefined) ?? []) place(index);
  for (const { index } of all) place(index);
  return order;
}

/** A point of a line; `x` from 0 (pointer) to 100 (destination), `t` from 0 to 1. */
export function pointOnLine({ y1, y2 }: { y1: number; y2: number }, t: number): { x: number; y: number } {
  const s = 1 - t;
  return {
    x: 100 * (1.5 * s * s * t + 1.5 * s * t * t + t * t * t),
    y: y1 * (s * s * s + 3 * s * s * t) + y2 * (3 * s * t * t + t * t * t),
  };
}

/** The same line as a path in a box that is 100 wide. */
export function toPath({ y1, y2 }: { y1: number; y2: number }): string {
  return `M0 ${y1}C50 ${y1} 50 ${y2} 100 ${y2}`;
}
