import type { FolderMoveRow } from './folder-move.ts';
import { orderWrites, phaseOf, type PlannedWrite } from './planned-write.ts';

/** What is decided for the rows of one kind. */
export interface MoveChoices {
  /** Make links for new files. */
  created: 'create' | 'skip';
  /** Of links whose file does not exist in the new folder. */
  missing: 'leave' | 'remove';
  /** Of links that follow a third folder, where the new one has their file. */
  otherFolder: 'leave' | 'move';
}

/** What is decided unless somebody says otherwise: nothing is removed, and links that lead elsewhere are left alone. */
export const defaultMoveChoices: MoveChoices = { created: 'create', missing: 'leave', otherFolder: 'leave' };

/**
 * The writes of a folder move, in the order in which they are applied.
 * @param exceptions keys of rows that are left out, whatever was decided for their kind
 */
export function listWrites(
  rows: readonly FolderMoveRow[],
  choices: MoveChoices,
  exceptions: ReadonlySet<string> = new Set(),
): PlannedWrite[] {
  return orderWrites(
    rows.flatMap((row) => {
      const write = exceptions.has(row.key) ? undefined : toWrite(row, choices);
      return write === undefined ? [] : [write];
    }),
  );
}

function toWrite(row: FolderMoveRow, choices: MoveChoices): PlannedWrite | undefined {
  const { key } = row;
  switch (row.kind) {
    case 'moved':
      return { action: 'repoint', key, target: row.next, phase: phaseOf('repoint', key) };
    case 'created':
      return choices.created === 'skip'
        ? undefined
        : { action: 'create', key, target: row.next, phase: phaseOf('create', key) };
    case 'missing':
      return choices.missing === 'leave'
        ? undefined
        : { action: 'delete', key, phase: phaseOf('delete', key) };
    case 'alone':
      return choices.otherFolder === 'leave' || row.why !== 'other-folder' || row.wanted === undefined
        ? undefined
        : { action: 'repoint', key, target: row.wanted, phase: phaseOf('repoint', key) };
    case 'unchanged':
    case 'skipped':
      return undefined;
  }
}
