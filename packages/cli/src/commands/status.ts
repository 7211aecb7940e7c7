import type { PlanRow } from '@signpost/api-contract';
import { command } from '../command.ts';
import { findConnection } from '../find-connection.ts';
import { toCells, toExitCode } from '../plan-text.ts';
import { printList, readPages } from '../print-list.ts';
import { printPlan } from '../print-plan.ts';

export const status = command({
  name: 'status',
  summary: 'show a plan and how far it is',
  args: ['NUMBER'],
  options: { rows: { about: 'all its rows instead, worst first' } },
  notes: [
    'Exit code 0: done, or nothing to do; 2: open, or being drafted or written; 3: paused, or held by a roll-back;',
    '1: stopped, discarded, not drafted, or with rows that were not written.',
  ],
  async run(call) {
    const { api, args, options } = call;
    const [plan = ''] = args;
    const connection = await findConnection(call);
    const found = await api.call('getPlan', { query: { connection, plan } });
    if (options.rows === true)
      await printList<PlanRow>(call, {
        head: ['ACTION', 'OUTCOME', 'KEY', 'NOW -> THEN', 'FINDING'],
        toCells,
        pages: readPages((cursor) =>
          api.call('listPlanRows', {
            query: { connection, plan: found.id, limit: '1000', ...(cursor === undefined ? {} : { cursor }) },
          }),
        ),
      });
    else await printPlan(call, found);
    return toExitCode(found);
  },
});
