import { planReportHead, formatPlanReportRow, type PlanReportRow } from '@signpost/link-model/plan';
import type { Recorded } from '../../../changes/change-log.ts';
import { changesOf } from '../../../plans/rows-of.ts';
import type { StoredPlan, StoredRow } from '../../../plans/plan-store.ts';
import { toFileAnswer } from '../../file-answer.ts';
import { findPlan } from '../../find-plan.ts';
import type { OperationContext, OperationHandler } from '../../operation.ts';

const pageSize = 1000;

/** All rows of a plan as a file, in the order of the list of rows. */
export const exportPlanRows: OperationHandler<'exportPlanRows'> = async (input, context) => {
  const { format = 'csv' } = input;
  const plan = await findPlan(context, input, 'plan.read');
  const name = `plan-${plan.number}`;
  const event = {
    action: 'export.plan',
    connection: input.connection,
    bucket: plan.bucket,
    change: plan.id,
    details: { plan: plan.number },
  };
  return toFileAnswer(context, { name, format, event }, () =>
    format === 'csv' ? toCsv(plan, context) : toJson(plan, context),
  );
};

async function* toCsv(plan: StoredPlan, context: OperationContext): AsyncGenerator<string> {
  yield planReportHead;
  for await (const rows of readReport(plan, context)) yield rows.map(formatPlanReportRow).join('');
}

async function* toJson(plan: StoredPlan, context: OperationContext): AsyncGenerator<string> {
  const { number, bucket, state } = plan;
  yield `${JSON.stringify({ plan: plan.id, number, bucket, state }).slice(0, -1)},"rows":[`;
  let separator = '\n';
  for await (const rows of readReport(plan, context))
    for (const row of rows) {
      yield separator + JSON.stringify(row);
      separator = ',\n';
    }
  yield '\n]}\n';
}

/** Pages of rows with what the change log says of their writes. */
async function* readReport(
  plan: StoredPlan,
  { services }: OperationContext,
): AsyncGenerator<PlanReportRow[]> {
  let cursor: string | undefined;
  do {
    const page = await services.planStore.rows(plan.id, {}, { cursor, limit: pageSize });
    const recorded = await services.changeLog.getMany(plan.connection, changesOf(page.items));
    yield page.items.map((row) => toReportRow(plan, row, recorded.get(row.change ?? '')));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

function toReportRow(
  { appliedAt }: StoredPlan,
  row: StoredRow,
  recorded: Recorded | undefined,
): PlanReportRow {
  const { key, action, decision, now, target, change, problem } = row;
  const removes = decision === 'remove' || (decision === 'write' && action.startsWith('delete'));
  return {
    row: row.row,
    key,
    action: decision === 'leave' ? 'none' : decision === 'remove' ? 'delete' : action,
    now,
    then: decision === 'leave' ? now : removes ? null : target,
    outcome: appliedAt === undefined ? null : row.outcome,
    problem: problem?.code ?? recorded?.outcome?.problem?.code ?? null,
    change: change ?? null,
    ossRequestId: recorded?.outcome?.ossRequestId ?? problem?.ossRequestId ?? null,
    sentAt: recorded?.intent.at ?? null,
    endedAt: recorded?.outcome?.at ?? null,
    copyOf: action === 'copy' ? (row.twin?.key ?? null) : null,
  };
}
