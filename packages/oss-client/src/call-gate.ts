/** Lets a limited number of calls through at a time, first come first served. */
export interface CallGate {
  /**
   * Takes a place; waits only where none is free.
   * @returns rejects with the signal's reason when it fires first
   */
  enter(signal: AbortSignal | undefined): Promise<void> | undefined;
  /** Gives a place back; once for every one taken. */
  leave(): void;
}

export function createCallGate(places: number): CallGate {
  let free = places;
  const waiting: Array<() => void> = [];

  async function wait(signal: AbortSignal | undefined): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const onAbort = (): void => {
      const index = waiting.indexOf(turn.resolve);
      if (index >= 0) waiting.splice(index, 1);
      turn.reject(signal?.reason);
    };
    waiting.push(turn.resolve);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await turn.promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    enter(signal) {
      if (free === 0) return wait(signal);
      free -= 1;
      return undefined;
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
