import {
  findKeyProblem,
  isObjectAcl,
  isReservedKey,
  isStorageClass,
  type KeyProblem,
  type ObjectAcl,
  type StorageClass,
} from '@signpost/oss-protocol/rules';
import { csvMark, formatCsvCells, unprotectCell } from './csv-text.ts';

/** The columns of a CSV file of links; the last two may be missing, and their cells empty. */
export const csvColumns = ['key', 'target', 'class', 'acl'] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** Most rows of a CSV file, without its header. */
export const maxCsvRows = 100_000;

/** One row as it is written in the file; cells that are missing or empty are absent. */
export interface CsvRow {
  /** Line of the file, from 1. */
  line: number;
  key: string;
  target: string;
  class?: string;
  acl?: string;
}

/** What is wrong with a CSV file, and where. `column` is absent where the whole line is meant. */
export type CsvProblem = { line: number; column?: CsvColumn } & (
  | { code: 'column-missing' }
  | { code: 'column-repeated' }
  /** `name` is the heading as it is written. */
  | { code: 'column-unknown'; name: string }
  | { code: 'cell-count'; found: number; wanted: number }
  | { code: 'key-repeated'; firstLine: number }
  | { code: 'too-many-rows'; most: number }
  | { code: 'key-invalid' | 'target-invalid'; problem: KeyProblem }
  | { code: 'key-reserved' }
  | { code: 'target-is-key' }
  | { code: 'class-unknown' | 'acl-unknown'; value: string }
);

/** What one record of the file is: a row, problems, or neither for the header and for empty lines. */
export type CsvRecord = { row: CsvRow } | { problems: CsvProblem[] } | undefined;

/**
 * Makes a function that takes the records of a CSV file one by one: its cells, and the line it is on. The first
 * one that is not empty is the header. Keys and targets are taken as they are; only what protects them from being run
 * by a spreadsheet is removed.
 */
export function createCsvReader(): (cells: readonly string[], line: number) => CsvRecord {
  let columns: (CsvColumn | undefined)[] | undefined;
  const lines = new Map<string, number>();
  return (cells, line) => {
    if (cells.every((cell) => cell === '')) return undefined;
    if (columns === undefined) {
      const header = readHeader(cells, line);
      columns = header.columns;
      return header.problems.length === 0 ? undefined : { problems: header.problems };
    }
    if (cells.length !== columns.length)
      return { problems: [{ line, code: 'cell-count', found: cells.length, wanted: columns.length }] };
    const row = toRow(columns, cells, line);
    const firstLine = lines.get(row.key);
    if (firstLine !== undefined)
      return { problems: [{ line, column: 'key', code: 'key-repeated', firstLine }] };
    if (lines.size === maxCsvRows) return { problems: [{ line, code: 'too-many-rows', most: maxCsvRows }] };
    lines.set(row.key, line);
    return { row };
  };
}

function readHeader(
  cells: readonly string[],
  line: number,
): { columns: (CsvColumn | undefined)[]; problems: CsvProblem[] } {
  const columns = cells.map((cell) => csvColumns.find((name) => name === cell.trim().toLowerCase()));
  const problems: CsvProblem[] = [];
  for (const [i, column] of columns.entries()) {
    if (column === undefined) problems.push({ line, code: 'column-unknown', name: cells[i] ?? '' });
    else if (columns.indexOf(column) < i) problems.push({ line, column, code: 'column-repeated' });
  }
  for (const column of ['key', 'target'] as const)
    if (!columns.includes(column)) problems.push({ line, column, code: 'column-missing' });
  return { columns, problems };
}

function toRow(columns: readonly (CsvColumn | undefined)[], cells: readonly string[], line: number): CsvRow {
  const cell = (name: CsvColumn): string => cells[columns.indexOf(name)] ?? '';
  const [storageClass, acl] = [cell('class').trim(), cell('acl').trim()];
  return {
    line,
    key: unprotectCell(cell('key')),
    target: unprotectCell(cell('target')),
    ...(storageClass === '' ? {} : { class: storageClass }),
    ...(acl === '' ? {} : { acl }),
  };
}

/** A link as it is stored now; class and ACL are absent where they were not read. */
export interface StoredLink {
  target: string | undefined;
  storageClass?: string | undefined;
  acl?: string | undefined;
}

/** What a row of a CSV file asks for. A repoint may leave the target as it is and set class or ACL alone. */
export type CsvChange =
  | { kind: 'unchanged'; key: string }
  | {
      kind: 'create' | 'repoint';
      key: string;
      target: string;
      storageClass?: StorageClass;
      acl?: ObjectAcl;
    }
  | { kind: 'problems'; problems: CsvProblem[] };

/**
 * Compares a row with the link that is stored at its key, if any. A row that asks for what is stored is unchanged, even
 * where nobody could write such a link today, so that a list of links can be exported and imported again.
 */
export function compareCsvRow(row: CsvRow, stored: StoredLink | undefined): CsvChange {
  const { key, target } = row;
  const asked = {
    class: row.class === stored?.storageClass ? undefined : row.class,
    acl: row.acl === stored?.acl ? undefined : row.acl,
  };
  if (stored?.target === target && asked.class === undefined && asked.acl === undefined)
    return { kind: 'unchanged', key };
  const problems = judgeRow({ ...row, ...asked }, stored);
  if (problems.length > 0) return { kind: 'problems', problems };
  return {
    kind: stored === undefined ? 'create' : 'repoint',
    key,
    target,
    ...(asked.class !== undefined && isStorageClass(asked.class) ? { storageClass: asked.class } : {}),
    ...(asked.acl !== undefined && isObjectAcl(asked.acl) ? { acl: asked.acl } : {}),
  };
}

interface AskedRow {
  line: number;
  key: string;
  target: string;
  class: string | undefined;
  acl: string | undefined;
}

function judgeRow(
  { line, key, target, class: storageClass, acl }: AskedRow,
  stored: StoredLink | undefined,
): CsvProblem[] {
  const problems: CsvProblem[] = [];
  const ofKey = stored === undefined ? findKeyProblem(key) : undefined;
  const ofTarget = findKeyProblem(target);
  if (ofKey !== undefined) problems.push({ line, column: 'key', code: 'key-invalid', problem: ofKey });
  if (isReservedKey(key)) problems.push({ line, column: 'key', code: 'key-reserved' });
  if (ofTarget !== undefined)
    problems.push({ line, column: 'target', code: 'target-invalid', problem: ofTarget });
  else if (target === key) problems.push({ line, column: 'target', code: 'target-is-key' });
  if (storageClass !== undefined && !isStorageClass(storageClass))
    problems.push({ line, column: 'class', code: 'class-unknown', value: storageClass });
  if (acl !== undefined && !isObjectAcl(acl))
    problems.push({ line, column: 'acl', code: 'acl-unknown', value: acl });
  return problems;
}

/** The beginning of an exported file: a byte order mark, by which spreadsheets know UTF-8, and the header. */
export const csvHead = `${csvMark}${csvColumns.join(',')}\r\n`;

/** One line of an exported file. */
export function formatCsvRow(link: { key: string; target: string } & Omit<StoredLink, 'target'>): string {
  return formatCsvCells([link.key, link.target, link.storageClass ?? '', link.acl ?? '']);
}
