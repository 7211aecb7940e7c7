import type { KeyView, WriteResult } from '@signpost/api-contract';
import { command, required, type CommandCall } from '../command.ts';
import { RefusedError } from '../failures.ts';
import { findConnection } from '../find-connection.ts';
import { printFailure } from '../print-failure.ts';
import { exitCodes, type ExitCode } from '../terminal.ts';
import { toColumns, toJson, visible } from '../visible.ts';

const bucketOption = { bucket: { value: 'BUCKET', about: 'bucket of the link' } } as const;

const get = command({
  name: 'link get',
  summary: 'show what is stored at a key, and where it leads',
  args: ['KEY'],
  options: bucketOption,
  notes: ['Exit code 0: a link that works; 1: nothing there, no link, or a link that does not work.'],
  async run(call) {
    const [key = ''] = call.args;
    const bucket = required('bucket', call.options.bucket);
    const view = await call.api.call('getObject', {
      query: { connection: await findConnection(call), bucket, key },
    });
    print(call, view, () => formatView(view));
    return view.link?.health === 'ok' ? exitCodes.done : exitCodes.error;
  },
});

const set = command({
  name: 'link set',
  summary: 'make a link lead to a target: a new one, or one that is there, all else on it kept',
  args: ['KEY', 'TARGET'],
  options: {
    ...bucketOption,
    accept: {
      value: 'NAME',
      multiple: true,
      about: 'accept a finding by its name; may be given several times',
    },
    reason: { value: 'TEXT', about: 'kept with the change' },
  },
  notes: [
    'Exit code 0: it leads there, or did already; 3: something has to be accepted first; 1: error.',
    'A real object at the key is never replaced: that is done in the console.',
  ],
  async run(call) {
    const [key = '', target = ''] = call.args;
    const bucket = required('bucket', call.options.bucket);
    const { accept = [], reason } = call.options;
    const place = { connection: await findConnection(call), bucket, key };
    const { now } = await call.api.call('preflight', { body: { action: 'repoint', ...place, target } });
    if (now.state.kind === 'link' && now.state.link.target === target) {
      call.terminal.stderr.write('Nothing to do.\n');
      return exitCodes.done;
    }
    const body = { ...place, target, accept, ...(reason === undefined ? {} : { reason }) };
    try {
      const written =
        now.state.kind === 'absent'
          ? await call.api.call('createLink', { body, ifNoneMatch: '*' })
          : await call.api.call('repointLink', { body, ifMatch: now.token });
      return report(call, written);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.problem.code !== 'choice-required') throw error;
      printFailure(error, call.terminal.stderr);
      return exitCodes.waiting;
    }
  },
});

export const linkCommands = [get, set];

function report(call: CommandCall, written: WriteResult): ExitCode {
  const { change } = written;
  print(call, written, () =>
    toColumns([
      ['key', visible(change.key)],
      ['target', visible(change.intended?.target ?? '-')],
      ['outcome', change.outcome],
      ['change', change.id],
    ]),
  );
  return change.outcome === 'applied' ? exitCodes.done : exitCodes.error;
}

function print({ terminal, output }: CommandCall, value: object, toTable: () => string): void {
  terminal.stdout.write(
    output === 'table' ? toTable() : `${toJson(value, output === 'json' ? 2 : undefined)}\n`,
  );
}

function formatView({ bucket, key, state, link }: KeyView): string {
  return toColumns([
    ['bucket', bucket],
    ['key', visible(key)],
    ['kind', state.kind],
    ...(state.kind === 'link' ? [['target', visible(state.link.target)]] : []),
    ...(link === undefined ? [] : [['health', link.health]]),
  ]);
}
