import { charsetOfMark } from '../text/text-encoding.ts';

/** The encodings in which a CSV file is read, by their names in the Encoding standard. GB18030 holds GBK and GB2312. */
export const csvCharsets = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type CsvCharset = (typeof csvCharsets)[number];

/**
 * Tells in which encoding to decode a CSV file: by its byte order mark, else as declared, else UTF-16 where every
 * second of its first four bytes is zero, else UTF-8. Undefined for a declared encoding that is not read.
 * @param head the first four bytes, or all where there are fewer
 * @param declared a label such as `GBK` or `utf-8`
 */
export function chooseCsvCharset(head: Uint8Array, declared?: string): CsvCharset | undefined {
  const mark = charsetOfMark(head);
  if (mark !== undefined) return toCsvCharset(mark);
  if (declared !== undefined) return toCsvCharset(declared);
  const [first, second, third, fourth] = head;
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : 'utf-8';
}

function toCsvCharset(label: string): CsvCharset | undefined {
  try {
    const { encoding } = new TextDecoder(label);
    return csvCharsets.find((one) => one === (encoding === 'gbk' ? 'gb18030' : encoding));
  } catch {
    return undefined;
  }
}

const separators = [',', ';', '\t'] as const;
/** What separates the cells of a CSV file. */
export type CsvSeparator = (typeof separators)[number];

/** The separator that occurs most in the first line of a text, outside quotes; a comma where none does. */
export function detectSeparator(text: string): CsvSeparator {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (quoted) continue;
    if (sign === '\n' || sign === '\r') break;
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return separators.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
}

/** A cell that a spreadsheet would take for a formula, or one that was protected from that. */
const formula = /^'*[=+\-@\t\r\n]/;

/** A text as a cell that no spreadsheet runs: an apostrophe goes before what it would take for a formula. */
export function protectCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The inverse of {@link protectCell}. */
export function unprotectCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/** Byte order mark at the beginning of a file, by which spreadsheets know UTF-8. */
export const csvMark = '\uFEFF';

/**
 * One line of a CSV file that spreadsheets open without running a cell, its end included. Every cell is quoted, so that
 * no other separator cuts it.
 */
export function formatCsvCells(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${protectCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}
