import type { Recorded } from './change-log.ts';

/** How long a request may still reach OSS after its caller has given it up: two minutes. */
const arrivalMs = 120_000;
/** Longest time from a recorded intent to the end of its request; only matters for a process that was killed between. */
const longestRequestMs = 60_000;

/** When a write given up at `from` cannot arrive any more; ISO 8601. */
export function toArrivalDeadline(from: Date): string {
  return new Date(from.getTime() + arrivalMs).toISOString();
}

/** When the write cannot arrive any more, in milliseconds since 1970. */
export function arrivalDeadline({ intent, outcome }: Recorded): number {
  if (outcome?.mayArriveUntil !== undefined) return Date.parse(outcome.mayArriveUntil);
  if (outcome !== undefined) return Date.parse(outcome.at) + arrivalMs;
  return Date.parse(intent.at) + longestRequestMs + arrivalMs;
}

/** Nobody knows yet how the write ended. */
export function isOpen({ outcome }: Recorded): boolean {
  return outcome === undefined || (outcome.outcome === 'unknown' && outcome.overwrittenBy === undefined);
}

/** Worth another read: the outcome is open, or the request was not yet looked for after its deadline. */
export function isUnresolved(recorded: Recorded): boolean {
  return isOpen(recorded) || recorded.outcome?.mayArriveUntil !== undefined;
}

/** The request may still reach OSS and change the key. */
export function mayStillArrive(recorded: Recorded, time: number): boolean {
  return isUnresolved(recorded) && time < arrivalDeadline(recorded);
}
