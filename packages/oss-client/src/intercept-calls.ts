import type { OssCall } from './oss-call.ts';
import type { OssClient } from './oss-client.ts';

/**
 * The same client with something done before each call: counted, delayed, or changed. Repetitions within a call do not
 * pass here.
 * @param prepare answers the call to send; what it throws, or rejects with, ends the call before it is sent
 */
export function interceptCalls(
  client: OssClient,
  prepare: (call: OssCall) => OssCall | Promise<OssCall>,
): OssClient {
  return {
    ...client,
    send: async (call) => client.send(await prepare(call)),
    sendForXml: async (call, limits) => client.sendForXml(await prepare(call), limits),
    sendForStream: async (call) => client.sendForStream(await prepare(call)),
  };
}
