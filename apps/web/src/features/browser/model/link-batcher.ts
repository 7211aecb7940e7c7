import type { ResolvedLink } from '@signpost/api-contract';
import type { LinkToResolve } from '../../../shared/queries/object-queries.ts';

export interface BatchAnswer {
  items: readonly ResolvedLink[];
  calls: number;
}

export interface LinkBatcher {
  /** Resolves one link together with others asked for at the same time. An abort takes it out of the queue. */
  load: (link: LinkToResolve, signal: AbortSignal) => Promise<ResolvedLink>;
  /** Calls to OSS spent so far. */
  spent: () => number;
  subscribe: (listener: () => void) => () => void;
}

interface Waiter {
  link: LinkToResolve;
  signal: AbortSignal;
  resolve: (answer: ResolvedLink) => void;
  reject: (reason: unknown) => void;
}

export interface BatchLimits {
  /** Links in one request. */
  size: number;
  /** Requests under way at once. */
  parallel: number;
  /** Milliseconds to wait for company: rows that fly past while scrolling leave the queue in this time. */
  wait: number;
}

/** Collects the look-ups of visible rows into few, small requests. A request nobody waits for any more is aborted. */
export function createLinkBatcher(
  send: (links: LinkToResolve[], signal: AbortSignal) => Promise<BatchAnswer>,
  limits: BatchLimits,
): LinkBatcher {
  let queue: Waiter[] = [];
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let spent = 0;
  const listeners = new Set<() => void>();

  function schedule(): void {
    if (timer !== undefined || queue.length === 0 || underWay >= limits.parallel) return;
    timer = setTimeout(() => {
      timer = undefined;
      const batch = queue.slice(0, limits.size);
      queue = queue.slice(limits.size);
      if (batch.length > 0) void run(batch);
      schedule();
    }, limits.wait);
  }

  async function run(batch: Waiter[]): Promise<void> {
    underWay += 1;
    const controller = new AbortController();
    const stopIfAlone = (): void => {
      if (batch.every((waiter) => waiter.signal.aborted)) controller.abort();
    };
    for (const waiter of batch) waiter.signal.addEventListener('abort', stopIfAlone, { once: true });
    try {
      const answer = await send(
        batch.map((waiter) => waiter.link),
        controller.signal,
      );
      spent += answer.calls;
      settle(batch, answer.items);
    } catch (error) {
      for (const waiter of batch) waiter.reject(error);
    } finally {
      underWay -= 1;
      for (const waiter of batch) waiter.signal.removeEventListener('abort', stopIfAlone);
      for (const listener of listeners) listener();
      schedule();
    }
  }

  return {
    spent: () => spent,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: (link, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const waiter = { link, signal, resolve, reject };
        queue.push(waiter);
        signal.addEventListener(
          'abort',
          () => {
            queue = queue.filter((other) => other !== waiter);
            reject(signal.reason);
          },
          { once: true },
        );
        schedule();
      }),
  };
}

function settle(batch: readonly Waiter[], items: readonly ResolvedLink[]): void {
  const byKey = new Map(items.map((item) => [item.key, item]));
  for (const { link, resolve, reject } of batch) {
    const item = byKey.get(link.key);
    if (item === undefined) reject(new Error(`No answer for ${JSON.stringify(link.key)}`));
    else resolve(item);
  }
}
