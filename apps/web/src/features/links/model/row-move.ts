interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

interface Position {
  /** Row that has the focus. */
  index: number;
  count: number;
  /** Whole rows on one screen. */
  screen: number;
}

/** The row a key press goes to, or `open` for the one that has the focus. Letters count only while single keys are on. */
export function toRowMove(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  { index, count, screen }: Position,
  singleKeys: boolean,
): number | 'open' | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const step = Math.max(1, screen - 1);
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: count - 1,
    PageDown: index + step,
    PageUp: index - step,
    ...(singleKeys ? { j: index + 1, k: index - 1 } : {}),
  };
  const to = steps[key];
  if (to !== undefined) return Math.max(0, Math.min(count - 1, to));
  return key === 'Enter' ? 'open' : undefined;
}
