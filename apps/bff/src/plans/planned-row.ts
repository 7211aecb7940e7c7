import type { PlanOrigin } from '@signpost/api-contract';
import { phaseOf, type AloneReason, type RuleRowProblem, type SkipReason } from '@signpost/link-model/plan';
import type { Finding } from '@signpost/link-model/write';
import type { OssClient } from '@signpost/oss-client';
import type { Writer } from '../writes/writer.ts';
import type { DraftRow, PlanShare } from './plan-store.ts';

/** A row before its key was read. */
export type PlannedRow = Omit<DraftRow, 'row' | 'token' | 'findings'> & {
  /** What is known already. A row that cannot be written needs no reading. */
  findings?: Finding[];
  /** The key that holds now what will be at the target. */
  targetAsOf?: string;
  /** Where several folders are planned for at once, the one that the row belongs to: new links share its settings. */
  folder?: string;
};

/** The rows of a plan, and what answers tell of where they come from. */
export interface DraftedRows {
  rows: PlannedRow[];
  origin: PlanOrigin;
  /** Absent where the links of the folder are too many to count. */
  share?: PlanShare;
}

/** Where rows are drafted from, and for whom. */
export interface DraftCase {
  writer: Writer;
  client: OssClient;
  bucket: string;
  signal: AbortSignal;
}

/** A row that is to be written. */
export function toRow(row: Pick<PlannedRow, 'key' | 'kind' | 'action' | 'now' | 'target'>): PlannedRow {
  const { action } = row;
  const isLink = action === 'create' || action === 'delete';
  return { ...row, decision: 'write', phase: phaseOf(isLink ? action : 'repoint', row.key) };
}

/** Why nothing is planned for a key. */
type LeftReason =
  | AloneReason['why']
  | SkipReason
  | RuleRowProblem['code']
  | 'no-match'
  | 'no-link'
  | 'nothing-there'
  | 'outcome-open';

/** A link that stays as it is. */
export function toLeftRow(
  key: string,
  {
    target,
    why,
    kind = 'alone',
  }: { target: string | undefined; why?: LeftReason; kind?: PlannedRow['kind'] },
): PlannedRow {
  const row = toRow({ key, kind, action: 'repoint', now: target ?? null, target: null });
  return { ...row, decision: 'leave', ...(why === undefined ? {} : { problem: { code: why } }) };
}
