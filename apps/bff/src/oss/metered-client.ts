import type { OssClient } from '@signpost/oss-client';

/** A client that counts what is asked of it: the calls an answer cost, as the status line shows them. */
export interface Meter {
  client: OssClient;
  readonly calls: number;
}

/** Counts calls, not sendings: a retry is the client's own affair. */
export function createMeter(inner: OssClient): Meter {
  let calls = 0;
  const client: OssClient = {
    send(call) {
      calls += 1;
      return inner.send(call);
    },
    sendForXml(call, limits) {
      calls += 1;
      return inner.sendForXml(call, limits);
    },
    sendForStream(call) {
      calls += 1;
      return inner.sendForStream(call);
    },
    waitToRetryWrite: (error, attempt) => inner.waitToRetryWrite(error, attempt),
    presign: (call, seconds) => inner.presign(call, seconds),
    preview: (call) => inner.preview(call),
    placeOf: (bucket) => inner.placeOf(bucket),
    learnPlace: (bucket, place) => inner.learnPlace(bucket, place),
    resourceGroupId: inner.resourceGroupId,
    close: () => inner.close(),
  };
  return {
    client,
    get calls() {
      return calls;
    },
  };
}
