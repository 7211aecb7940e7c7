import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '../problems/problem-error.ts';
import type { CallBudget, Lane } from './call-budget.ts';

/** Where replicas agree on the rate. */
export interface BudgetStore {
  /**
   * Books `calls` calls of an account at `perSecond`.
   * @returns milliseconds until the first of them may be sent; undefined when that is more than `mostMs`, and nothing
   *   was booked
   */
  book(
    account: string,
    request: { calls: number; perSecond: number; mostMs: number },
  ): Promise<number | undefined>;
}

export interface SlicedBudgetOptions {
  store: BudgetStore;
  perSecond: number;
  /** Told when replicas could not agree: this one then keeps to the rate alone. */
  onStoreAway?: (error: unknown) => void;
  sleep?: (ms: number) => Promise<void>;
  /** Longest wait of a person, in milliseconds, before the problem `too-many-calls`; jobs wait as long as it takes. */
  longestWaitMs?: number;
}

/** One booking serves this long at the full rate: fewer questions to the database, and no replica hoards. */
const sliceMs = 100;
/** How far people may book ahead; jobs only take what is free at once, so they wait behind everybody. */
const mostMs: Record<Lane, number> = { person: 10_000, job: 0 };
const jobPauseMs = 50;

interface Slice {
  left: number;
}

/**
 * Books the rate in slices. Calls that wait in this process share a slice, first come first served, people before jobs.
 */
export function createSlicedBudget({
  store,
  perSecond,
  onStoreAway = () => {},
  sleep = pause,
  longestWaitMs = 10_000,
}: SlicedBudgetOptions): CallBudget {
  const sliceSize = Math.max(1, Math.round((perSecond * sliceMs) / 1000));
  const slices = new Map<string, Slice>();
  /** One booking at a time for each account and lane; who comes meanwhile waits for it. */
  const bookings = new Map<string, Promise<void>>();

  /** Browsing goes on while the database is away. */
  async function bookOr(fallbackMs: number, account: string, lane: Lane): Promise<number | undefined> {
    try {
      return await store.book(account, { calls: sliceSize, perSecond, mostMs: mostMs[lane] });
    } catch (error) {
      onStoreAway(error);
      return fallbackMs;
    }
  }

  async function book(account: string, lane: Lane): Promise<void> {
    for (;;) {
      const ms = await bookOr(sliceMs, account, lane);
      if (ms !== undefined) {
        if (ms > 0) await sleep(ms);
        const slice = slices.get(account);
        if (slice === undefined) slices.set(account, { left: sliceSize });
        else slice.left += sliceSize;
        return;
      }
      await sleep(jobPauseMs);
    }
  }

  return {
    perSecond,
    async take(account, lane, signal) {
      const name = `${lane}\n${account}`;
      const until = lane === 'person' ? performance.now() + longestWaitMs : Infinity;
      for (;;) {
        signal?.throwIfAborted();
        const slice = slices.get(account);
        if (slice !== undefined && slice.left > 0) {
          slice.left -= 1;
          return;
        }
        const booking = bookings.get(name) ?? book(account, lane).finally(() => bookings.delete(name));
        bookings.set(name, booking);
        if (!(await isDoneBy(until, booking, signal))) throw new ProblemError('too-many-calls');
      }
    },
  };
}

/** Waits for a booking until then. Whoever leaves does so at once; the booking goes on for the others. */
async function isDoneBy(
  until: number,
  booking: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { promise: over, resolve, reject } = Promise.withResolvers<boolean>();
  const onAbort = (): void => reject(signal?.reason as Error);
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer =
    until === Infinity ? undefined : setTimeout(() => resolve(false), Math.max(0, until - performance.now()));
  try {
    return await Promise.race([booking.then(() => true), over]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}
