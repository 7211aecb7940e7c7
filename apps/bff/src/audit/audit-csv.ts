import type { AuditEvent } from '@signpost/api-contract';
import { csvMark, formatCsvCells } from '@signpost/link-model/plan';

/** The cells of an event, by column. Times are UTC; what is not known is empty. */
const columns: Readonly<Record<string, (event: AuditEvent) => string | undefined>> = {
  sequence: ({ sequence }) => String(sequence),
  time: ({ at }) => at,
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => actor.id,
  actor: ({ actor }) => actor.name,
  action: ({ action }) => action,
  outcome: ({ outcome }) => outcome,
  connection: ({ connection }) => connection,
  bucket: ({ bucket }) => bucket,
  key: ({ key }) => key,
  change: ({ change }) => change,
  oss_request_id: ({ ossRequestId }) => ossRequestId,
  request_id: ({ requestId }) => requestId,
  address: ({ address }) => address,
  reason: ({ reason }) => reason,
  /** JSON. */
  details: ({ details }) => (details === undefined ? undefined : JSON.stringify(details)),
  hash: ({ hash }) => hash,
};

export const auditCsvHead = csvMark + formatCsvCells(Object.keys(columns));

/** One line of the file. */
export function formatAuditCsvRow(event: AuditEvent): string {
  return formatCsvCells(Object.values(columns).map((cell) => cell(event) ?? ''));
}
