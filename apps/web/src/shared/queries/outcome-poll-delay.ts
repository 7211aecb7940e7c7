/** How long to wait before looking again at a write whose outcome is unknown: 1, 2, 4 … and never more than 30 seconds. */
export function toOutcomePollDelay(reads: number): number {
  return Math.min(1000 * 2 ** Math.max(0, reads - 1), 30_000);
}
