import type { KeptSource } from '@signpost/api-contract';
import { draftFolderMove } from './draft-folder-move.ts';
import { draftWanted } from './draft-wanted.ts';
import type { DraftCase, DraftedRows, PlannedRow } from './planned-row.ts';

type Moves = Extract<KeptSource, { kind: 'moves' }>;

/**
 * Rows of several moves at once. A key has one row: a link that is moved by itself does not move with its folder, and of
 * two folders that hold it the innermost counts.
 */
export async function draftMoves(source: Moves, where: DraftCase): Promise<DraftedRows> {
  const { folders = [], links = [] } = source;
  const rows = new Map<string, PlannedRow>();
  const keep = (row: PlannedRow): void => {
    if (!rows.has(row.key)) rows.set(row.key, row);
  };
  const single = await draftWanted(
    links.map((link) => ({ line: 0, ...link })),
    where,
  );
  for (const row of single) keep(row);
  for (const { prefix, to } of folders.toSorted((a, b) => b.prefix.length - a.prefix.length)) {
    const moved = await draftFolderMove({ kind: 'folder-move', prefix, to }, where);
    // New links of one folder take the settings that its links share, not those of the other folders.
    for (const row of moved.rows) keep({ ...row, folder: prefix });
  }
  return {
    rows: [...rows.values()],
    origin: { kind: 'moves', folders: folders.length, links: links.length },
  };
}
