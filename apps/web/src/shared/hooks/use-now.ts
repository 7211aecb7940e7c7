import { useSyncExternalStore } from 'react';

/** One timer for all ages on the page; it rests while nobody looks at it. */
function createClock(interval: number): {
  subscribe: (listener: () => void) => () => void;
  get: () => number;
} {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    get: () => now,
    subscribe: (listener) => {
      if (listeners.size === 0) {
        now = Date.now();
        timer = setInterval(tick, interval);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}

const seconds = createClock(1000);
const halfMinutes = createClock(30_000);

/** The present, refreshed every second or every half minute. */
export function useNow(pace: 'second' | 'half-minute'): number {
  const clock = pace === 'second' ? seconds : halfMinutes;
  return useSyncExternalStore(clock.subscribe, clock.get);
}
