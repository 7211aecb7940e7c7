import type { OssCall } from './oss-call.ts';
import type { OssClient } from './oss-client.ts';

/**
 * The same client, whose calls do not wait behind ordinary reads: for a writer, whose reads hold a lock, and for health
 * checks. Its places are few.
 */
export function reserveLane(client: OssClient): OssClient {
  const reserved = (call: OssCall): OssCall => ({ ...call, lane: 'reserved' });
  return {
    ...client,
    send: (call) => client.send(reserved(call)),
    sendForXml: (call, limits) => client.sendForXml(reserved(call), limits),
    sendForStream: (call) => client.sendForStream(reserved(call)),
  };
}
