import { interceptCalls } from './intercept-calls.ts';
import type { OssClient } from './oss-client.ts';

/**
 * The same client, whose calls do not wait behind ordinary reads: for a writer, whose reads hold a lock, and for health
 * checks. Its places are few.
 */
export function reserveLane(client: OssClient): OssClient {
  return interceptCalls(client, (call) => ({ ...call, lane: 'reserved' }));
}
