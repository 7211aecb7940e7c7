import type { ListRow } from './list-rows.ts';

/** Rows whose name in this folder contains what was typed, whatever its case. Nothing typed finds everything. */
export function findRows(
  rows: readonly ListRow[],
  { text, within }: { text: string; within: string },
): readonly ListRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter(({ id }) =>
    (id.startsWith(within) ? id.slice(within.length) : id).toLowerCase().includes(wanted),
  );
}
