export interface PressedKey {
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

/** The row of a list that a key press goes to. Letters count only while single keys are on (WCAG 2.1.4). */
export function toRowMove(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  { index, count, screen }: Position,
  singleKeys: boolean,
): number | undefined {
  if (ctrlKey || metaKey || altKey || count === 0) return undefined;
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
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}
