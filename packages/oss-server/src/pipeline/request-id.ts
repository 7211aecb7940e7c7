import { randomBytes } from 'node:crypto';

/** 24 upper-case hexadecimal digits: seconds since the epoch, then chance. */
export function createRequestId(now: number): string {
  const seconds = Math.floor(now / 1000) % 2 ** 32;
  return (seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex')).toUpperCase();
}
