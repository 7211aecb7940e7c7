import { globalOptions, type Command, type Options } from './command.ts';
import { toColumns } from './visible.ts';

/** What `signpost --help` says, from the table of commands. */
export function formatHelp(commands: readonly Command[]): string {
  const rows = commands.map(({ name, args, summary }) => [`  ${[name, ...args].join(' ')}`, summary]);
  return [
    'Usage: signpost COMMAND [WORDS] [OPTIONS]\n\n',
    toColumns(rows),
    '\nOptions of every command:\n',
    formatOptions(globalOptions),
    '\nA token is read from SIGNPOST_TOKEN, and from nowhere else.\n',
    'Exit codes: 0 nothing to do, or done; 1 error; 2 changes planned; 3 waiting for somebody.\n',
    'signpost COMMAND --help tells more.\n',
  ].join('');
}

/** What `--help` says behind one command. */
export function formatCommandHelp({ name, args, summary, options, notes = [] }: Command): string {
  return [
    `Usage: ${['signpost', name, ...args, '[OPTIONS]'].join(' ')}\n\n`,
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.\n\n`,
    formatOptions({ ...options, ...globalOptions }),
    ...(notes.length === 0 ? [] : ['\n', ...notes.map((note) => `${note}\n`)]),
  ].join('');
}

function formatOptions(options: Options): string {
  return toColumns(
    Object.entries(options).map(([name, { value, about }]) => [
      `  --${name}${value === undefined ? '' : ` ${value}`}`,
      about,
    ]),
  );
}
