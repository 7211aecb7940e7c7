import { toVisibleRuns, toVisibleText } from '@signpost/link-model/text';

/** A key as it is safe on a terminal: what cannot be seen in it is named, and nothing steers the terminal. */
export const visible = toVisibleText;

/** A line of text as it is safe on a terminal; its blanks stay as they are. */
export function safeLine(text: string): string {
  return toVisibleRuns(text, { lines: true })
    .map((run) => (run.escape === undefined ? run.text : `‹${run.escape}›`))
    .join('');
}

/** Controls, marks of direction, and others that JSON leaves as they are and terminals obey or hide. */
const hidden = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The same value for whoever parses it, and harmless for whoever reads it on a terminal. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(
    hidden,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Signs that take two columns: CJK, Hangul, full-width forms and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/gu;

/** Lines with their cells below each other; the last cell of a line is not filled up. */
export function toColumns(rows: readonly (readonly string[])[]): string {
  const widthOf = (cell: string): number => Array.from(cell).length + (cell.match(wide)?.length ?? 0);
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell + ' '.repeat(i === row.length - 1 ? 0 : (widths[i] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
