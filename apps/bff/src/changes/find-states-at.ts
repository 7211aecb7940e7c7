import type { KeyState } from '@signpost/link-model/write';
import type { ChangeLog } from './change-log.ts';

/** What keys held at a moment that hold something else since. */
export interface StatesAt {
  states: Map<string, KeyState>;
  /** The moment, ISO 8601: later than what was asked for where more was written since than is read. */
  at: string;
}

const pageSize = 500;

/**
 * The states before all that was written since a moment, by key. What was written at the moment itself belongs to it.
 * @param most changes that are read, the newest first
 */
export async function findStatesAt(
  changeLog: ChangeLog,
  { connection, bucket, at }: { connection: string; bucket: string; at: string },
  { most, mayRead }: { most: number; mayRead: (key: string) => boolean },
): Promise<StatesAt> {
  const from = new Date(Date.parse(at) + 1).toISOString();
  const states = new Map<string, KeyState>();
  let read = 0;
  let cursor: string | undefined;
  do {
    const page = await changeLog.page(
      { connection, bucket, outcome: 'applied', from },
      { cursor, limit: pageSize },
    );
    // Newest first: the last one that is set is the oldest.
    for (const { intent } of page.items)
      if (intent.action !== 'restore' && mayRead(intent.key)) states.set(intent.key, intent.before);
    read += page.items.length;
    cursor = page.nextCursor;
    const last = page.items.at(-1);
    if (cursor !== undefined && read >= most && last !== undefined)
      return { states, at: new Date(Date.parse(last.intent.at) - 1).toISOString() };
  } while (cursor !== undefined);
  return { states, at };
}
