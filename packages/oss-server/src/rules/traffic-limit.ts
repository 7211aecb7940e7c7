import type { Call } from '../protocol/call.ts';
import { invalidArgument } from '../protocol/oss-fault.ts';

const NAME = 'x-oss-traffic-limit';
const LEAST_BITS = 819_200;
const MOST_BITS = 838_860_800;

/**
 * Checks the speed a request asks to be limited to. It is not limited: see gaps.md.
 * @throws OssFault InvalidArgument for a value out of range, or one in both places
 */
export function assertTrafficLimit(call: Pick<Call, 'headers' | 'query'>): void {
  const header = call.headers.get(NAME);
  const parameter = call.query.get(NAME);
  const value = header ?? parameter;
  if (value === undefined) return;
  if (header !== undefined && parameter !== undefined) {
    throw invalidArgument(NAME, value, {
      message: 'x-oss-traffic-limit should be specified either in query string or header, not both.',
    });
  }
  const bits = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  if (bits >= LEAST_BITS && bits <= MOST_BITS) return;
  throw invalidArgument(NAME, value, {
    message:
      'x-oss-traffic-limit is invalid, should be specified between 819200(100KB/s) and 838860800(100MB/s).',
  });
}
