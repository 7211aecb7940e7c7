import { command } from '../command.ts';
import { RefusedError } from '../failures.ts';
import { findConnection } from '../find-connection.ts';
import { exitCodes } from '../terminal.ts';
import { draftOptions, finishDraft } from './draft.ts';

const { out, timeout } = draftOptions;

export const rollback = command({
  name: 'rollback',
  summary: 'make the plan that takes an applied one back; apply it like any other',
  args: ['NUMBER'],
  options: { out, timeout },
  notes: ['Exit code 0: nothing to take back; 2: changes are planned; 1: error.'],
  async run(call) {
    const [plan = ''] = call.args;
    const connection = await findConnection(call);
    try {
      return await finishDraft(call, await call.api.call('rollBackPlan', { body: { connection, plan } }));
    } catch (error) {
      if (!(error instanceof RefusedError) || error.problem.code !== 'plan-empty') throw error;
      call.terminal.stderr.write('Nothing to do.\n');
      return exitCodes.done;
    }
  },
});
