/** What a key does to the list of proposals. `to` is the row to mark, -1 for none. */
export type ComboboxAction = { kind: 'mark'; to: number } | { kind: 'enter' } | { kind: 'close' };

interface Pressed {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Reads one key: the arrows go round through the text itself, Enter takes, Esc closes only what is open. */
export function toComboboxAction(
  pressed: Pressed,
  { open, marked, count }: { open: boolean; marked: number; count: number },
): ComboboxAction | undefined {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return undefined;
  switch (pressed.key) {
    case 'ArrowDown':
      return {
        kind: 'mark',
        to: open && marked >= count - 1 ? -1 : Math.min(count - 1, open ? marked + 1 : 0),
      };
    case 'ArrowUp':
      return { kind: 'mark', to: open && marked === 0 ? -1 : open && marked > 0 ? marked - 1 : count - 1 };
    case 'Enter':
      return { kind: 'enter' };
    case 'Escape':
      return open ? { kind: 'close' } : undefined;
  }
  return undefined;
}
