import { meetsAim, type Outcome, type Row } from './outcome.ts';

const headings = ['what', 'measured', 'spread', 'aim', 'ours', 'peer', 'saturates'];

/** A Markdown table, padded so that it reads in a terminal as well. */
export function formatOutcome(outcome: Outcome): string {
  if (outcome.skipped !== undefined) return `Not measured: ${outcome.skipped}`;
  const cells = [headings, ...outcome.rows.map(toCells)];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [first, ...rest] = cells.map(line);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const notes = (outcome.notes ?? []).map((note) => `- ${note}`);
  return [first, rule, ...rest, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

function toCells(row: Row): string[] {
  const { value, unit, spread, aim } = row;
  const amount = (number: number): string => `${formatNumber(number)}${unit === '×' ? '×' : ` ${unit}`}`;
  return [
    row.what,
    amount(value),
    spread === undefined ? '' : `${formatNumber(spread[0])}–${formatNumber(spread[1])}`,
    aim === undefined
      ? ''
      : `${aim.kind === 'at-least' ? '≥' : '≤'} ${amount(aim.value)} ${meetsAim(row) ? 'met' : 'missed'}`,
    row.ours ?? '',
    row.peer ?? '',
    row.saturates ?? '',
  ];
}

/** Three figures that count, four in the hundreds: more would be noise. */
export function formatNumber(number: number): string {
  if (!Number.isFinite(number)) return '–';
  const size = Math.abs(number);
  if (size >= 1000) return Math.round(number).toLocaleString('en-US');
  return String(Number(number.toPrecision(size >= 100 ? 4 : size >= 1 ? 3 : 2)));
}
