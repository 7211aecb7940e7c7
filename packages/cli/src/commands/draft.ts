import type { Plan, PlanSource } from '@signpost/api-contract';
import { required, type CommandCall } from '../command.ts';
import { UsageError } from '../failures.ts';
import { findConnection } from '../find-connection.ts';
import { followPlan, timeoutOption } from '../follow-plan.ts';
import { toPlanFile, writePlanFile } from '../plan-file.ts';
import { countUnwritten, toExitCode } from '../plan-text.ts';
import { printPlan } from '../print-plan.ts';
import { exitCodes, type ExitCode } from '../terminal.ts';

/** Options of every command that makes a plan. */
export const draftOptions = {
  bucket: { value: 'BUCKET', about: 'bucket of the links' },
  out: { value: 'FILE', about: 'write down what was planned, for: signpost apply FILE' },
  ...timeoutOption,
} as const;
type DraftCall = CommandCall<typeof draftOptions>;

/** Makes a plan from a source, waits until it is drafted, and shows it. */
export async function draft(call: DraftCall, source: PlanSource): Promise<ExitCode> {
  const { api, options } = call;
  const bucket = required('bucket', options.bucket);
  const connection = await findConnection(call);
  return finishDraft(call, await api.call('draftPlan', { body: { connection, bucket, source } }));
}

/** Waits until a plan is drafted, and shows it. */
export async function finishDraft(
  call: Pick<DraftCall, 'api' | 'terminal' | 'output'> & {
    options: Pick<DraftCall['options'], 'out' | 'timeout'>;
  },
  begun: Plan,
): Promise<ExitCode> {
  const { api, terminal, options } = call;
  const isOver = (one: Plan): boolean => one.state !== 'drafting';
  const plan = await followPlan(call, begun, { isOver, timeout: options.timeout });
  const code = isOver(plan) ? toExitCode(plan) : exitCodes.error;
  // A plan that could not be made must not pass for one that has nothing to do.
  if (options.out !== undefined && code !== exitCodes.error)
    await writePlanFile(terminal.folder, options.out, toPlanFile(api.server, plan));
  await printPlan(call, plan);
  if (!isOver(plan))
    terminal.stderr.write(
      `signpost: plan ${plan.number} is still being drafted: signpost status ${plan.number}\n`,
    );
  else if (plan.state === 'open' && countUnwritten(plan) > 0)
    terminal.stderr.write(
      `signpost: ${countUnwritten(plan)} rows cannot be written: signpost status ${plan.number} --rows\n`,
    );
  return code;
}

/** Options that name the links of a plan. */
export const selectionOptions = {
  prefix: { value: 'PREFIX', about: 'all links below this prefix' },
  key: { value: 'KEY', multiple: true, about: 'this link; may be given several times' },
} as const;

/** @throws UsageError */
export function toSelection({
  prefix,
  key,
}: {
  prefix?: string;
  key?: string[];
}): Extract<PlanSource, { kind: 'delete-links' }>['links'] {
  if ((prefix === undefined) === (key === undefined))
    throw new UsageError('Say --prefix, or --key for each link.');
  return prefix === undefined ? { by: 'keys', keys: key ?? [] } : { by: 'prefix', prefix };
}
