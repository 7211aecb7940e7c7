import type { BucketRef } from '../../../shared/lib/key-ref.ts';

/** Remembers, for as long as the page lives, which row was active in each folder: going back finds it again. */
interface LastRows {
  get: (pageId: string) => string | undefined;
  set: (pageId: string, id: string) => void;
}

function createLastRows(limit = 200): LastRows {
  const rows = new Map<string, string>();
  return {
    get: (pageId) => rows.get(pageId),
    set: (pageId, id) => {
      rows.delete(pageId);
      rows.set(pageId, id);
      const oldest = rows.keys().next();
      if (rows.size > limit && oldest.done !== true) rows.delete(oldest.value);
    },
  };
}

export const lastRows = createLastRows();

/** Names a folder, or one page of it, for {@link lastRows}. */
export function toPageId({ connection, bucket }: BucketRef, page: string): string {
  return JSON.stringify([connection, bucket, page]);
}
