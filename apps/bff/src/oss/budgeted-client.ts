import type { OssClient } from '@signpost/oss-client';
import type { CallBudget, Lane } from './call-budget.ts';

/** The client with a call budget: each call waits for its turn in the rate of the account before it is sent. */
export function budgetClient(
  inner: OssClient,
  { budget, account, lane }: { budget: CallBudget; account: string; lane: Lane },
): OssClient {
  const take = (signal: AbortSignal | undefined): Promise<void> => budget.take(account, lane, signal);
  return {
    async send(call) {
      await take(call.signal);
      return inner.send(call);
    },
    async sendForXml(call, limits) {
      await take(call.signal);
      return inner.sendForXml(call, limits);
    },
    async sendForStream(call) {
      await take(call.signal);
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
}
