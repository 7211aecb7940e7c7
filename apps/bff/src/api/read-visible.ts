import type { Page, PageRequest } from '../changes/change-log.ts';

/** Pages of a log that one page of an answer may take: more are hidden from the actor in a row. */
const mostReads = 20;

/**
 * A page of what the actor may see of a log. It is shorter than asked, though more may follow, where very much is hidden
 * from the actor.
 */
export async function readVisible<T, V>(
  page: PageRequest,
  read: (page: PageRequest) => Promise<Page<T>>,
  toVisible: (items: readonly T[]) => V[],
): Promise<Page<V>> {
  const items: V[] = [];
  let cursor = page.cursor;
  let reads = 0;
  do {
    const found = await read({ cursor, limit: page.limit - items.length });
    items.push(...toVisible(found.items));
    cursor = found.nextCursor;
    reads += 1;
  } while (cursor !== undefined && items.length < page.limit && reads < mostReads);
  return cursor === undefined ? { items } : { items, nextCursor: cursor };
}
