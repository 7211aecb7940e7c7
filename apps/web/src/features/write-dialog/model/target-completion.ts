/** What Tab does to the typed text. */
export interface TabStep {
  text: string;
  /** A whole key was taken: nothing is left to complete. */
  whole: boolean;
}

/**
 * Completes as a shell does: up to where the candidates part, and where they part at once, the marked candidate (or the
 * only one). Undefined where Tab has nothing to add: it then moves the focus as everywhere else.
 */
export function completeByTab(
  typed: string,
  candidates: readonly string[],
  marked: string | undefined,
): TabStep | undefined {
  if (marked !== undefined && marked !== typed) return toStep(marked);
  const fitting = candidates.filter((value) => value.startsWith(typed));
  if (fitting.length === 0) return undefined;
  const shared = toSharedStart(fitting);
  if (shared.length > typed.length)
    return fitting.length === 1 ? toStep(shared) : { text: shared, whole: false };
  return undefined;
}

/** The longest start that all texts share, never ending inside a code point. */
export function toSharedStart(texts: readonly string[]): string {
  const [first = '', ...rest] = texts;
  let length = first.length;
  for (const text of rest) {
    let at = 0;
    while (at < length && at < text.length && text[at] === first[at]) at += 1;
    length = at;
  }
  const shared = first.slice(0, length);
  return /[\ud800-\udbff]$/.test(shared) ? shared.slice(0, -1) : shared;
}

function toStep(text: string): TabStep {
  return { text, whole: !text.endsWith('/') };
}
