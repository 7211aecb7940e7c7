/** Runs `work` over all items with at most `limit` at a time; answers in the order of the items. Stops at the first failure. */
export async function mapInFlight<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    for (let i = next; i < items.length; i = next) {
      next = i + 1;
      const item = items[i];
      if (item !== undefined) results[i] = await work(item);
    }
  };
  const runners = Array.from({ length: Math.min(limit, items.length) }, run);
  try {
    await Promise.all(runners);
  } catch (error) {
    // The others take nothing new, and what they still do is waited for.
    next = items.length;
    await Promise.allSettled(runners);
    throw error;
  }
  return results;
}
