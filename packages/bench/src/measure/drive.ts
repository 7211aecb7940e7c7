/** Does one thing; `n` counts up over the whole benchmark. */
export type Operate = (n: number) => Promise<unknown>;

export interface Driven {
  readonly done: number;
  readonly ms: number;
}

/** Keeps `inFlight` operations going for a while. The first failure ends it: a failing peer is not a fast one. */
export async function drive(
  operate: Operate,
  { inFlight, forMs, from }: { inFlight: number; forMs: number; from: number },
): Promise<Driven> {
  let next = from;
  let done = 0;
  let failed = false;
  const began = performance.now();
  const until = began + forMs;
  const work = async (): Promise<void> => {
    while (!failed && performance.now() < until) {
      try {
        await operate(next++);
      } catch (error) {
        failed = true;
        throw error;
      }
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  return { done, ms: performance.now() - began };
}
