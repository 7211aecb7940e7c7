import type { PressedKey } from '../../../shared/lib/row-move.ts';

/** What a key asks of the row that has the focus, or of the marks on rows. Moving and opening are the list's own. */
export type GridAction =
  | 'parent'
  | 'repoint'
  | 'mend'
  | 'edit'
  | 'copy'
  | 'undo'
  | 'find'
  | 'menu'
  | 'select'
  | 'select-range'
  | 'select-all'
  | 'unselect';

/** What the list asks the page to do with a row; marks and menus are its own. */
export type RowAction =
  | 'open'
  | 'move'
  | Exclude<GridAction, 'mend' | 'menu' | 'select' | 'select-range' | 'select-all' | 'unselect'>;

const letters: Record<string, GridAction> = {
  r: 'repoint',
  p: 'mend',
  e: 'edit',
  y: 'copy',
  u: 'undo',
  f: 'find',
  m: 'menu',
};

/** Reads one key press. Single letters count only while `singleKeys` is on (WCAG 2.1.4). */
export function toGridAction(
  { key, shiftKey, ctrlKey, metaKey, altKey }: PressedKey & { shiftKey: boolean },
  singleKeys: boolean,
): GridAction | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'a' && !shiftKey ? 'select-all' : undefined;
  if (key === ' ') return shiftKey ? 'select-range' : 'select';
  if (key === 'Escape') return 'unselect';
  if (key === 'Backspace') return 'parent';
  return singleKeys && Object.hasOwn(letters, key) ? letters[key] : undefined;
}
