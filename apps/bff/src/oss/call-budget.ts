/** Who a call is for: somebody who waits, or work in the background. */
export type Lane = 'person' | 'job';

/**
 * Keeps the calls to one OSS account below a rate, over all replicas: OSS limits requests per account. People come
 * first: a job gets what people leave.
 */
export interface CallBudget {
  /** Calls it lets through in a second, over all replicas; absent where it holds nothing back. */
  readonly perSecond?: number;
  /** Resolves when one call may be sent. @throws the signal's reason; ProblemError `too-many-calls` to a person who waited too long */
  take(account: string, lane: Lane, signal?: AbortSignal): Promise<void>;
}

/** Lifts the budget: for tests and benchmarks. */
export const unlimitedBudget: CallBudget = { take: async () => {} };
