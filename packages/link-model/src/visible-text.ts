/** A run of text that is either shown as it is or as a small escape. */
export interface TextRun {
  text: string;
  /** The code point's name in the escape, such as `U+202E`; absent for plain text. */
  escape?: string;
}

// Control, format (bidi, zero-width, tags), line and paragraph separators, unusual spaces, private use and unpaired surrogates.
const hidden =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0]|\u034f|[\ufe00-\ufe0f]/gu;

/**
 * Splits hostile text into runs so that what cannot be seen is seen. Zero-width joiners and variation selectors inside
 * emoji are left alone: there they are part of one visible sign.
 */
export function toVisibleRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let plainFrom = 0;
  for (const match of text.matchAll(hidden)) {
    const at = match.index;
    if (joinsEmoji(text, at, match[0])) continue;
    if (at > plainFrom) runs.push({ text: text.slice(plainFrom, at) });
    runs.push({ text: match[0], escape: toEscape(match[0]) });
    plainFrom = at + match[0].length;
  }
  if (plainFrom < text.length) runs.push({ text: text.slice(plainFrom) });
  return runs;
}

/** The same as one line of text, for titles, file names and screen readers: `a‹U+202E›b`. */
export function toVisibleText(text: string): string {
  return toVisibleRuns(text)
    .map((run) => (run.escape === undefined ? run.text : `‹${run.escape}›`))
    .join('');
}

function toEscape(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function joinsEmoji(text: string, at: number, sign: string): boolean {
  if (sign !== '\u200d' && sign !== '\ufe0f') return false;
  // The sign before is looked at whole: V8 14 fails to match a class of astral signs against the end of a text.
  const before = Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? '';
  return /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)/u.test(before);
}
