import type { OssCall, OssClient } from '@signpost/oss-client';

/**
 * A client for the reads of one answer: what is asked a second time takes the first answer, also while that is still on
 * its way. Twelve links to one target cost one HeadObject of it.
 */
export function shareReads(client: OssClient): OssClient {
  const answers = new Map<string, Promise<unknown>>();
  const share = <T>(kind: string, call: OssCall, send: () => Promise<T>): Promise<T> => {
    if (call.effect !== 'read' || call.body !== undefined) return send();
    const { operation, method, bucket, key, query, headers } = call;
    const name = JSON.stringify([kind, operation, method, bucket, key, query, headers]);
    const found = answers.get(name) as Promise<T> | undefined;
    if (found !== undefined) return found;
    const answer = send();
    answers.set(name, answer);
    return answer;
  };
  return {
    ...client,
    send: (call) => share('send', call, () => client.send(call)),
    sendForXml: (call, limits) => share('xml', call, () => client.sendForXml(call, limits)),
  };
}
