/** What a key does in the list. */
export type GridAct =
  | { act: 'move'; to: number }
  | { act: 'open' | 'parent' | 'repoint' | 'copy' | 'undo' | 'find' };

interface GridPosition {
  /** Row that has the focus. */
  index: number;
  count: number;
  /** Whole rows on one screen. */
  screen: number;
}

interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Reads one key press. Single letters count only while `singleKeys` is on (WCAG 2.1.4). */
export function toGridAct(
  pressed: PressedKey,
  { index, count, screen }: GridPosition,
  singleKeys: boolean,
): GridAct | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  const move = (to: number): GridAct => ({ act: 'move', to: Math.max(0, Math.min(count - 1, to)) });
  switch (pressed.key) {
    case 'ArrowDown':
      return move(index + 1);
    case 'ArrowUp':
      return move(index - 1);
    case 'Home':
      return move(0);
    case 'End':
      return move(count - 1);
    case 'PageDown':
      return move(index + Math.max(1, screen - 1));
    case 'PageUp':
      return move(index - Math.max(1, screen - 1));
    case 'Enter':
      return { act: 'open' };
    case 'Backspace':
      return { act: 'parent' };
  }
  if (!singleKeys) return undefined;
  switch (pressed.key) {
    case 'j':
      return move(index + 1);
    case 'k':
      return move(index - 1);
    case 'r':
      return { act: 'repoint' };
    case 'y':
      return { act: 'copy' };
    case 'u':
      return { act: 'undo' };
    case 'f':
      return { act: 'find' };
  }
  return undefined;
}
