/** A run of text that is either shown as it is or as a small escape. */
export interface TextRun {
  text: string;
  /** What the escape says: a code point's name such as `U+202E`, or `U+0301 ×500` for many; absent for plain text. */
  escape?: string;
}

// Control, format (bidi, zero-width, tags), line and paragraph separators, unusual spaces, private use and unpaired surrogates.
const hiddenSign = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0]|\u034f|[\ufe00-\ufe0f]`;
/** With them whatever may be hidden where it stands: a blank at an end, a mark that makes one letter of two. */
const hidden = new RegExp(String.raw`${hiddenSign}| |(?<!\p{M})\p{M}`, 'gu');

/** What is drawn onto the sign before it, or not at all: marks, format characters, ignorable ones, controls but white space. */
const drawnOnto = String.raw`(?:(?![\t-\r])[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cc}])`;
/** More of them in a row than any script has: eight, and those beyond. What is not drawn does not end the row. */
const manyMarks = new RegExp(`(${drawnOnto}{8})(${drawnOnto}+)`, 'gu');

/** How a text is shown. */
export interface VisibleOptions {
  /** What stands around a piece of a longer text; empty at its ends. */
  before?: string;
  after?: string;
  /** Lines of a file keep their blanks and letters as they are: only keys are told apart by them. */
  lines?: boolean;
}

/**
 * Splits hostile text into runs so that what cannot be seen is seen: blanks at the ends of the text or of a segment and
 * blanks in a row too, and marks of letters that are stored decomposed. Combining marks beyond eight in a row are
 * counted instead of drawn. Zero-width joiners and variation selectors inside emoji are left alone: there they are part
 * of one visible sign.
 */
export function toVisibleRuns(
  text: string,
  { before = '', after = '', lines = false }: VisibleOptions = {},
): TextRun[] {
  const runs: TextRun[] = [];
  const whole = before + text + after;
  const last = before.length + text.length;
  let from = before.length;
  const escape = (start: number, end: number): TextRun[] => escapeHidden(whole, { start, end, lines });
  for (const { index, 1: kept = '', 2: rest = '' } of text.matchAll(manyMarks)) {
    const end = before.length + index + kept.length;
    runs.push(...escape(from, end), { text: rest, escape: countMarks(rest) });
    from = end + rest.length;
  }
  runs.push(...escape(from, last));
  return runs;
}

/**
 * Text with the combining marks beyond eight in a row counted instead of kept: `a‹U+0301 ×99992›`. Browsers take
 * minutes to draw, and may crash on, what is a hundred thousand marks long. Everything else stays as it is.
 */
export function countExcessMarks(text: string): string {
  return text.replaceAll(manyMarks, (_, kept: string, rest: string) => `${kept}‹${countMarks(rest)}›`);
}

function countMarks(marks: string): string {
  const all = Array.from(marks);
  const others = new Set(all).size > 1 ? '…' : '';
  return `${toEscape(marks)}${others} ×${all.length}`;
}

interface Stretch {
  start: number;
  end: number;
  lines: boolean;
}

/** Runs of a stretch of the text; what stands around it tells what is hidden in it. */
function escapeHidden(text: string, { start, end, lines }: Stretch): TextRun[] {
  const runs: TextRun[] = [];
  let plainFrom = start;
  for (const match of text.slice(start, end).matchAll(hidden)) {
    const at = start + match.index;
    const [sign] = match;
    if (joinsEmoji(text, at, sign) || (lines && isOfKey(sign))) continue;
    if (sign === ' ' ? !isBlankHidden(text, at) : isPlainMark(text, at, sign)) continue;
    if (at > plainFrom) runs.push({ text: text.slice(plainFrom, at) });
    runs.push({ text: sign, escape: sign === ' ' ? '␣' : toEscape(sign) });
    plainFrom = at + sign.length;
  }
  if (plainFrom < end) runs.push({ text: text.slice(plainFrom, end) });
  return runs;
}

/** Hidden in keys only. */
function isOfKey(sign: string): boolean {
  return sign === ' ' || mark.test(sign);
}

/** A blank is seen only between two signs of one segment. */
function isBlankHidden(text: string, at: number): boolean {
  return /^[ /]?$/.test(text[at - 1] ?? '') || /^[ /]?$/.test(text[at + 1] ?? '');
}

const mark = new RegExp(String.raw`^(?!${hiddenSign})\p{M}$`, 'u');

/** A mark that is drawn onto its letter in no other way than this; a letter with a sign of its own would look the same. */
function isPlainMark(text: string, at: number, sign: string): boolean {
  if (!mark.test(sign)) return false;
  const letter = Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? '';
  return (letter + sign).normalize('NFC') === letter + sign;
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
