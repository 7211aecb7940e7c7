/** The number asked for, within bounds. The contract has checked that it is one. */
export function parseLimit(text: string | undefined, bounds: { fallback: number; most: number }): number {
  return text === undefined ? bounds.fallback : Math.min(Number(text), bounds.most);
}
