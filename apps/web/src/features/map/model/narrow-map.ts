import type { LinkMap } from '@signpost/api-contract';
import type { Hideable } from './map-search.ts';

export type DrawnMap = Pick<LinkMap, 'pointers' | 'destinations' | 'lines'>;

/** The map without the groups that are hidden, and without the destinations that only those lead to. */
export function narrowMap(
  { pointers, destinations, lines }: DrawnMap,
  hidden: ReadonlySet<Hideable>,
): DrawnMap {
  if (!hidden.has('ok') && !hidden.has('broken')) return { pointers, destinations, lines };
  const troubled = new Set(lines.filter(({ health }) => health !== 'ok').map(({ from }) => from));
  const kept = pointers.flatMap((_, index) =>
    hidden.has(troubled.has(index) ? 'broken' : 'ok') ? [] : [index],
  );
  const keptLines = lines.filter(({ from }) => kept.includes(from));
  const reached = destinations.flatMap((_, index) =>
    keptLines.some(({ to }) => to === index) ? [index] : [],
  );
  return {
    pointers: kept.flatMap((index) => pointers[index] ?? []),
    destinations: reached.flatMap((index) => destinations[index] ?? []),
    lines: keptLines.map((line) => ({
      ...line,
      from: kept.indexOf(line.from),
      to: reached.indexOf(line.to),
    })),
  };
}
