/** Operations being carried out, those included whose caller has gone: a write that has begun runs to its end. */
export interface WorkUnderWay {
  /** Answers the work itself. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves once nothing is under way, or after that many milliseconds. */
  ended(withinMs: number): Promise<void>;
}

export function createWorkUnderWay(): WorkUnderWay {
  const works = new Set<Promise<unknown>>();
  return {
    track(work) {
      const over = (): void => {
        works.delete(work);
      };
      works.add(work);
      work.then(over, over);
      return work;
    },
    async ended(withinMs) {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, withinMs);
      await Promise.race([Promise.allSettled(works), late.promise]);
      clearTimeout(timer);
    },
  };
}
