import type { CommandCall } from './command.ts';
import { safeLine, toColumns, toJson } from './visible.ts';

interface List<T> {
  head: readonly string[];
  pages: AsyncIterable<readonly T[]>;
  toCells: (item: T) => readonly string[];
}

/** A list as it was asked for. NDJSON and tables are written page by page. */
export async function printList<T>(
  { terminal: { stdout }, output }: Pick<CommandCall, 'terminal' | 'output'>,
  { head, pages, toCells }: List<T>,
): Promise<number> {
  const all: T[] = [];
  let count = 0;
  for await (const page of pages) {
    if (output === 'ndjson') stdout.write(page.map((item) => `${toJson(item)}\n`).join(''));
    else if (output === 'json') all.push(...page);
    else
      stdout.write(
        toColumns([...(count === 0 ? [head] : []), ...page.map((item) => toCells(item).map(safeLine))]),
      );
    count += page.length;
  }
  if (output === 'json') stdout.write(`${toJson({ items: all }, 2)}\n`);
  return count;
}

/** Pages of a list that answers with a cursor, until it ends or so many items were given. */
export async function* readPages<T>(
  ask: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor?: string | undefined }>,
  most = Infinity,
): AsyncGenerator<T[]> {
  let cursor: string | undefined;
  let given = 0;
  do {
    const { items, nextCursor } = await ask(cursor);
    yield items.slice(0, most - given);
    given += items.length;
    cursor = nextCursor;
  } while (cursor !== undefined && given < most);
}
