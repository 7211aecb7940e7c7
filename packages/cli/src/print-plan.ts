import type { Plan, PlanRow } from '@signpost/api-contract';
import type { CommandCall } from './command.ts';
import { formatPlan, shownRows, toPlanUrl } from './plan-text.ts';
import { toJson } from './visible.ts';

type PrintCall = Pick<CommandCall, 'api' | 'terminal' | 'output'>;

/** A plan as it was asked for: in words with its first rows, or as JSON with its address. */
export async function printPlan({ api, terminal, output }: PrintCall, plan: Plan): Promise<void> {
  const { stdout } = terminal;
  if (output === 'table') {
    const rows = await readRows(api, plan, shownRows);
    stdout.write(formatPlan(plan, { server: api.server, rows }));
    return;
  }
  const shown = { ...plan, url: toPlanUrl(api.server, plan) };
  stdout.write(`${toJson(shown, output === 'json' ? 2 : undefined)}\n`);
}

/** The first of its rows, worst first. */
async function readRows(api: CommandCall['api'], plan: Plan, most: number): Promise<PlanRow[]> {
  if (plan.rows === 0) return [];
  const { connection, id } = plan;
  const { items } = await api.call('listPlanRows', { query: { connection, plan: id, limit: String(most) } });
  return items;
}
