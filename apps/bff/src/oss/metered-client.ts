import { interceptCalls, type OssClient } from '@signpost/oss-client';

/** A client that counts what is asked of it: the calls an answer cost, as the status line shows them. */
export interface Meter {
  client: OssClient;
  readonly calls: number;
}

/** Counts calls, not sendings: a retry is the client's own affair. */
export function createMeter(inner: OssClient): Meter {
  let calls = 0;
  return {
    client: interceptCalls(inner, (call) => {
      calls += 1;
      return call;
    }),
    get calls() {
      return calls;
    },
  };
}
