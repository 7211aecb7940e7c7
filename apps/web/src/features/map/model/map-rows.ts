import type { MapDestination, MapLine, MapPointer } from '@signpost/api-contract';
import { compareHealth } from '@signpost/link-model/health';
import type { DrawnMap } from './narrow-map.ts';

/** A line of the map with its two ends: one row of the table. */
export interface MapRow {
  line: MapLine;
  pointer: MapPointer;
  destination: MapDestination;
}

/** The lines of the map, worst first, then those with most links. */
export function toRows({ pointers, destinations, lines }: DrawnMap): MapRow[] {
  return lines
    .flatMap((line): MapRow[] => {
      const [pointer, destination] = [pointers[line.from], destinations[line.to]];
      return pointer === undefined || destination === undefined ? [] : [{ line, pointer, destination }];
    })
    .toSorted((a, b) => compareHealth(a.line.health, b.line.health) || b.line.links - a.line.links);
}

/** Tells rows apart by names: positions change with the filters. */
export function toRowId({ line, pointer, destination }: MapRow): string {
  return JSON.stringify([pointer.name, destination.kind, destination.name, line.health]);
}
