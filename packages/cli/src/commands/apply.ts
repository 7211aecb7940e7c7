import type { Plan } from '@signpost/api-contract';
import { command, parseChoice, parseCount, type CommandCall } from '../command.ts';
import { RefusedError, UsageError } from '../failures.ts';
import { findConnection } from '../find-connection.ts';
import { followPlan, timeoutOption } from '../follow-plan.ts';
import { readPlanFile, type PlanFile } from '../plan-file.ts';
import { countWrites, endedStates, formatNeeds, toExitCode } from '../plan-text.ts';
import { printFailure } from '../print-failure.ts';
import { printPlan } from '../print-plan.ts';
import { exitCodes, type ExitCode } from '../terminal.ts';

const options = {
  accept: {
    value: 'NAME',
    multiple: true,
    about: 'accept a finding by its name; may be given several times',
  },
  confirm: { value: 'N', about: 'the number of writes, where links are deleted or much of a folder changes' },
  reason: { value: 'TEXT', about: 'kept with the changes' },
  'on-drift': { value: 'WHAT', about: 'a link that changed since the review: skip it (default), or stop' },
  wait: { about: 'wait until every row is written' },
  ...timeoutOption,
} as const;
type ApplyCall = CommandCall<typeof options>;

export const apply = command({
  name: 'apply',
  summary:
    'write what a plan holds: exactly the reviewed content of a file, or a plan as it is now by its number',
  args: ['FILE|NUMBER'],
  options,
  notes: [
    'Exit code 0: nothing to do, begun, or with --wait done; 3: something has to be accepted or confirmed first,',
    'or with --wait the plan is paused; 1: error, rows that were not written, or the time is over.',
  ],
  async run(call) {
    const found = await findReviewed(call);
    if (found === undefined) {
      call.terminal.stderr.write('Nothing to do.\n');
      return exitCodes.done;
    }
    const { plan, revision } = found;
    if (plan.state === 'open') {
      if (countWrites(plan) === 0) {
        call.terminal.stderr.write('Nothing to do.\n');
        return exitCodes.done;
      }
      const begun = await begin(call, plan, revision);
      return begun === undefined ? exitCodes.waiting : report(call, begun);
    }
    // Applied before, maybe by this very step of a pipeline that is run again.
    if (plan.appliedAt !== undefined) return report(call, plan);
    throw new UsageError(`Plan ${plan.number} is ${plan.state}: it cannot be applied.`);
  },
});

/** The plan, and the revision that was reviewed; undefined where a file says that there was nothing to do. */
async function findReviewed(call: ApplyCall): Promise<{ plan: Plan; revision: string } | undefined> {
  const { api, args, terminal } = call;
  const [name = ''] = args;
  if (/^[0-9]+$/.test(name)) {
    const connection = await findConnection(call);
    const plan = await api.call('getPlan', { query: { connection, plan: name } });
    return { plan, revision: plan.revision };
  }
  const file = await readPlanFile(terminal.folder, name);
  checkPlace(call, name, file);
  if (file.writes === 0) return undefined;
  const plan = await api.call('getPlan', { query: { connection: file.connection, plan: file.plan } });
  if (plan.revision !== file.revision || plan.bucket !== file.bucket)
    throw new UsageError(
      `Plan ${plan.number} was changed since ${name} was written: review it again, then apply it by its number or make a new file.`,
    );
  return { plan, revision: file.revision };
}

/** A file never chooses the server: whoever can write it would be sent the token. @throws UsageError */
function checkPlace({ api, options: { connection } }: ApplyCall, name: string, file: PlanFile): void {
  if (file.server !== api.server)
    throw new UsageError(
      `${name} is about a plan of ${file.server}, and this command talks to ${api.server}: set SIGNPOST_SERVER or --server.`,
    );
  if (connection !== undefined && connection !== file.connection)
    throw new UsageError(`${name} is about the connection ${file.connection}.`);
}

/** Starts a plan. @returns undefined where something has to be said first, which is told */
async function begin(call: ApplyCall, plan: Plan, revision: string): Promise<Plan | undefined> {
  const { accept = [], confirm, reason, 'on-drift': onDrift } = call.options;
  const body = {
    connection: plan.connection,
    plan: plan.id,
    revision,
    accept,
    ...(confirm === undefined ? {} : { confirm: parseCount('confirm', confirm) }),
    ...(reason === undefined ? {} : { reason }),
    ...(onDrift === undefined ? {} : { onDrift: parseChoice('on-drift', onDrift, ['skip', 'stop']) }),
  };
  try {
    return await call.api.call('applyPlan', { body });
  } catch (error) {
    const asked = ['choice-required', 'plan-unconfirmed', 'plan-held', 'write-blocked'];
    if (!(error instanceof RefusedError) || !asked.includes(error.problem.code)) throw error;
    printFailure(error, call.terminal.stderr);
    for (const line of formatNeeds(plan.needs)) call.terminal.stderr.write(`  ${line}\n`);
    return undefined;
  }
}

async function report(call: ApplyCall, begun: Plan): Promise<ExitCode> {
  const { terminal, options: values } = call;
  if (values.wait !== true) {
    await printPlan(call, begun);
    return endedStates.has(begun.state) ? toExitCode(begun) : exitCodes.done;
  }
  const isOver = ({ state }: Plan): boolean => endedStates.has(state) || state === 'paused';
  const plan = await followPlan(call, begun, { isOver, timeout: values.timeout });
  await printPlan(call, plan);
  if (isOver(plan)) return toExitCode(plan);
  terminal.stderr.write(
    `signpost: the time is over, and plan ${plan.number} goes on: signpost status ${plan.number}\n`,
  );
  return exitCodes.error;
}
