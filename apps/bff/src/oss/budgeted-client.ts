import { interceptCalls, type OssClient } from '@signpost/oss-client';
import type { CallBudget, Lane } from './call-budget.ts';

/** The client with a call budget: each call waits for its turn in the rate of the account before it is sent. */
export function budgetClient(
  inner: OssClient,
  { budget, account, lane }: { budget: CallBudget; account: string; lane: Lane },
): OssClient {
  return interceptCalls(inner, async (call) => {
    try {
      await budget.take(account, lane, call.signal);
    } catch (error) {
      // The client has an error of its own for a caller who left, and ends the call before it is sent.
      if (call.signal?.aborted !== true) throw error;
    }
    return call;
  });
}
