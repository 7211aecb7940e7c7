import type { Change } from '@signpost/api-contract';
import { csvMark, formatCsvCells } from '@signpost/link-model/plan';
import type { KeyState } from '@signpost/link-model/write';

/** The cells of a change, by column. Times are UTC; what is not known is empty. */
const columns: Readonly<Record<string, (change: Change) => string | undefined>> = {
  time: ({ at }) => at,
  actor: ({ actor }) => actor,
  action: ({ action }) => action,
  bucket: ({ bucket }) => bucket,
  key: ({ key }) => key,
  before: ({ before }) => before.kind,
  before_target: ({ before }) => toTarget(before),
  /** What was read back after the write. */
  after: ({ after }) => after?.kind,
  after_target: ({ after }) => (after === undefined ? undefined : toTarget(after)),
  /** What was sent; empty for a delete and an upload. */
  intended_target: ({ intended }) => intended?.target,
  outcome: ({ outcome }) => outcome,
  problem: ({ problem }) => problem?.code,
  oss_request_id: ({ ossRequestId }) => ossRequestId,
  reason: ({ reason }) => reason,
  plan: ({ plan }) => plan?.number.toString(),
  group: ({ group }) => group,
  undoes: ({ undoes }) => undoes,
  id: ({ id }) => id,
};

function toTarget(state: KeyState): string | undefined {
  return state.kind === 'link' ? state.link.target : undefined;
}

export const changeCsvHead = csvMark + formatCsvCells(Object.keys(columns));

/** One line of the file. */
export function formatChangeCsvRow(change: Change): string {
  return formatCsvCells(Object.values(columns).map((cell) => cell(change) ?? ''));
}
