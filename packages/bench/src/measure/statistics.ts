/** The middle of a list, and its ends. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError for an empty list */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('Nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, low: sorted[0]!, high: sorted.at(-1)! };
}
