/** Rows that are marked for one action, in a list with one order. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** What a range begins at. */
  anchor: string | undefined;
  /** Marked before the range that is being drawn: a shorter range gives back what it no longer covers. */
  kept: ReadonlySet<string>;
}

export const noSelection: Selection = { ids: new Set(), anchor: undefined, kept: new Set() };

/** Marks a row, or takes its mark away. */
export function toggleRow({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, kept: next };
}

interface Range {
  /** Ids in the order of the list. */
  order: readonly string[];
  /** Where the range begins if no row has been marked before. */
  from: string;
  to: string;
}

/** Draws a range from the row that was marked last to another one; the range drawn before it gives way. */
export function extendTo({ anchor, kept }: Selection, { order, from, to }: Range): Selection {
  const start = anchor !== undefined && order.includes(anchor) ? anchor : from;
  const [a, b] = [order.indexOf(start), order.indexOf(to)].toSorted((x, y) => x - y) as [number, number];
  return { ids: new Set([...kept, ...order.slice(Math.max(0, a), b + 1)]), anchor: start, kept };
}

/** Marks every row of the list. */
export function selectAll(order: readonly string[]): Selection {
  const ids = new Set(order);
  return { ids, anchor: order[0], kept: ids };
}
