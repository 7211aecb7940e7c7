import { protectCell } from './csv-text.ts';

/** One row of a plan and what became of it, as its report says it. Times are ISO 8601 in UTC. */
export interface PlanReportRow {
  /** Its place in the plan, from 1. */
  row: number;
  key: string;
  /** What is done to the link or object; `none` where it is left as it is. */
  action: 'create' | 'repoint' | 'delete' | 'restore' | 'copy' | 'delete-object' | 'none';
  /** Target when the plan was made; null where there was no link. */
  now: string | null;
  /** Target that the plan wants; null: no link. */
  then: string | null;
  /** Null until the plan is applied. */
  outcome: string | null;
  /** Why it was not written, or why nothing was planned for it. */
  problem: string | null;
  /** Id in the change log. */
  change: string | null;
  ossRequestId: string | null;
  /** When its write was recorded, just before it was sent. */
  sentAt: string | null;
  endedAt: string | null;
  /** Key of the object that is copied. */
  copyOf: string | null;
}

const columns = [
  'row',
  'key',
  'action',
  'now',
  'then',
  'outcome',
  'problem',
  'change',
  'ossRequestId',
  'sentAt',
  'endedAt',
  'copyOf',
] as const satisfies readonly (keyof PlanReportRow)[];

/** The beginning of a report as CSV: a byte order mark, by which spreadsheets know UTF-8, and the header. */
export const planReportHead = `\uFEFF${columns.join(',')}\r\n`;

/** One line of a report as CSV. Every cell is quoted, and no spreadsheet runs one. */
export function formatPlanReportRow(row: PlanReportRow): string {
  const cells = columns.map((column) => protectCell(String(row[column] ?? '')));
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
}
