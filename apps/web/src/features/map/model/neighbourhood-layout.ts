import type { Neighbour } from '@signpost/api-contract';
import { compareKeys } from '@signpost/oss-protocol/rules';

/** Sizes of a card and the room between cards, in pixels. A card grows by a line of text where it has more to say. */
export const cardSize = { width: 272, height: 60, line: 16, gapX: 88, gapY: 14 } as const;

/** A card of the picture; `x` and `y` are its upper left corner. */
export interface PlacedNeighbour extends Neighbour {
  x: number;
  y: number;
  height: number;
}

/** A link and where it leads, by their keys. */
export interface NeighbourLine {
  from: string;
  to: string;
  /** The target does not stand to the right of the link: a loop, or a link at itself. */
  back: boolean;
}

export interface NeighbourhoodLayout {
  cards: PlacedNeighbour[];
  lines: NeighbourLine[];
}

/**
 * One column for each step, links to the left of what they lead to. The middle of the key that was asked for is at the height 0,
 * amid the links beside it. Links that lead to one card stand together, in the order of the cards that they lead to and about as
 * high as those.
 * @param items as they are answered: the key that was asked for first
 */
export function layOutNeighbourhood(items: readonly Neighbour[]): NeighbourhoodLayout {
  const columns = Map.groupBy(items, ({ step }) => step);
  const first = Math.min(...columns.keys());
  const middleOf = new Map<Neighbour, number>();
  const cards: PlacedNeighbour[] = [];
  // From the key outwards: where a card stands depends on the one that it leads to.
  for (const step of [...columns.keys()].toSorted((a, b) => Math.abs(a) - Math.abs(b) || a - b)) {
    const column = stack(toOrder(columns.get(step) ?? [], items, middleOf));
    const asked = column.find(({ neighbour }) => neighbour === items[0]);
    const height = column.reduce((sum, card) => sum + card.height + cardSize.gapY, -cardSize.gapY);
    const ends = column.flatMap(({ neighbour: { to } }) => middleOf.get(items[to ?? -1] as Neighbour) ?? []);
    const level = ends.length === 0 ? 0 : ends.reduce((sum, end) => sum + end, 0) / ends.length;
    const top = asked === undefined ? level - height / 2 : -(asked.y + asked.height / 2);
    for (const card of column) {
      const y = top + card.y;
      middleOf.set(card.neighbour, y + card.height / 2);
      const x = (step - first) * (cardSize.width + cardSize.gapX);
      cards.push({ ...card.neighbour, x, y, height: card.height });
    }
  }
  const lines = items.flatMap(({ key, step, to }): NeighbourLine[] => {
    const end = to === undefined ? undefined : items[to];
    return end === undefined ? [] : [{ from: key, to: end.key, back: end.step <= step }];
  });
  // Readers and the Tab key go through the columns from left to right, and down each.
  return { cards: cards.toSorted((a, b) => a.x - b.x || a.y - b.y), lines };
}

/** One below the other, from 0 on. */
function stack(column: readonly Neighbour[]): { neighbour: Neighbour; y: number; height: number }[] {
  let y = 0;
  return column.map((neighbour) => {
    // What was at a missing key may take two lines.
    const more =
      Number(neighbour.omitted > 0) + Number(neighbour.kind === 'missing' || neighbour.kind === 'folder');
    const height = cardSize.height + more * cardSize.line;
    const placed = { neighbour, y, height };
    y += height + cardSize.gapY;
    return placed;
  });
}

function toOrder(
  column: readonly Neighbour[],
  items: readonly Neighbour[],
  middleOf: ReadonlyMap<Neighbour, number>,
): Neighbour[] {
  const asked = items[0];
  if (asked === undefined || !column.includes(asked)) {
    const endOf = ({ to }: Neighbour): number => middleOf.get(items[to ?? -1] as Neighbour) ?? 0;
    return column.toSorted((a, b) => endOf(a) - endOf(b) || compareKeys(a.key, b.key));
  }
  const beside = column.filter((one) => one !== asked).toSorted((a, b) => compareKeys(a.key, b.key));
  const half = Math.floor(beside.length / 2);
  return [...beside.slice(0, half), asked, ...beside.slice(half)];
}

/** What a list is divided into. */
export const neighbourGroups = ['asked', 'target', 'leading', 'further', 'beside'] as const;
export type NeighbourGroup = (typeof neighbourGroups)[number];

/** The same for a list: the key, what it leads to, what leads to it, what leads to those, and what else leads to its target. */
export function groupNeighbours(
  items: readonly Neighbour[],
): { group: NeighbourGroup; items: Neighbour[] }[] {
  const groupOf = (one: Neighbour): NeighbourGroup => {
    if (one === items[0]) return 'asked';
    if (one.step > 0) return 'target';
    return one.step === 0 ? 'beside' : one.step === -1 ? 'leading' : 'further';
  };
  const byGroup = Map.groupBy(items, groupOf);
  return neighbourGroups.flatMap((group) => {
    const found = byGroup.get(group);
    return found === undefined ? [] : [{ group, items: found }];
  });
}
