import type { PlanSummary } from '@signpost/api-contract';
import { command, parseChoice, parseCount } from '../command.ts';
import { findConnection } from '../find-connection.ts';
import { formatOrigin } from '../plan-text.ts';
import { printList, readPages } from '../print-list.ts';
import { exitCodes } from '../terminal.ts';

const states = [
  'drafting',
  'draft-failed',
  'open',
  'applying',
  'paused',
  'done',
  'stopped',
  'discarded',
] as const satisfies PlanSummary['state'][];

export const plans = command({
  name: 'plans',
  summary: 'list plans, newest first',
  args: [],
  options: {
    bucket: { value: 'BUCKET', about: 'of this bucket only' },
    state: { value: 'STATE', about: `in this state only: ${states.join(', ')}` },
    limit: { value: 'N', about: 'at most so many (50)' },
  },
  async run(call) {
    const { api, options } = call;
    const { bucket, state } = options;
    const connection = await findConnection(call);
    const query = {
      connection,
      ...(bucket === undefined ? {} : { bucket }),
      ...(state === undefined ? {} : { state: parseChoice('state', state, states) }),
    };
    await printList<PlanSummary>(call, {
      head: ['NUMBER', 'STATE', 'BUCKET', 'ROWS', 'CREATED', 'BY', 'WHAT'],
      toCells: (plan) => [
        String(plan.number),
        plan.state,
        plan.bucket,
        String(plan.rows),
        plan.createdAt,
        plan.actor,
        formatOrigin(plan.origin),
      ],
      pages: readPages(
        (cursor) =>
          api.call('listPlans', { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } }),
        parseCount('limit', options.limit ?? '50'),
      ),
    });
    return exitCodes.done;
  },
});
