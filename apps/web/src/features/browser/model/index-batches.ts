import type { ListRow } from './list-rows.ts';
import type { IndexBatch } from '../../../shared/queries/index-queries.ts';

/** Bounds of one question: the API takes 64 KiB of JSON, and a key may be 1,023 bytes of escapes. */
interface BatchBounds {
  rows: number;
  bytes: number;
}

const bounds: BatchBounds = { rows: 250, bytes: 48 * 1024 };
const encoder = new TextEncoder();

/** Cuts the rows of a page into questions that are answered quickly and never refused for their length. */
export function toIndexBatches(rows: readonly ListRow[], { rows: most, bytes } = bounds): IndexBatch[] {
  const batches: IndexBatch[] = [];
  let spent = Infinity;
  let count = 0;
  for (const { kind, id } of rows) {
    const cost = encoder.encode(JSON.stringify(id)).length + 1;
    if (count >= most || spent + cost > bytes) {
      batches.push({ prefixes: [], keys: [] });
      spent = 0;
      count = 0;
    }
    spent += cost;
    count += 1;
    const batch = batches.at(-1)!;
    if (kind === 'folder') batch.prefixes.push(id);
    else batch.keys.push(id);
  }
  return batches;
}
