import { randomUUID } from 'node:crypto';

/** 24 upper-case hexadecimal digits: seconds since the epoch, then chance. */
export function createRequestId(now: number): string {
  const seconds = Math.floor(now / 1000) % 2 ** 32;
  // The ends of a random UUID hold nothing but chance, drawn many at a time.
  const uuid = randomUUID();
  return (seconds.toString(16).padStart(8, '0') + uuid.slice(0, 4) + uuid.slice(-12)).toUpperCase();
}
