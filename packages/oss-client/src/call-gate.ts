/** Lets a limited number of calls through at a time, first come first served. */
export interface CallGate {
  /**
   * Waits for a place.
   * @returns gives the place back; call it once
   * @throws the signal's reason when it fires first
   */
  enter(signal: AbortSignal | undefined): Promise<() => void>;
}

export function createCallGate(places: number): CallGate {
  let free = places;
  const waiting: Array<() => void> = [];

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return leave;
      }
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
      return leave;
    },
  };
}
