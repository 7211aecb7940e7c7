import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { ApiClient } from './api-client.ts';
import { UsageError } from './failures.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** One option of a command, as help tells it. */
export interface OptionSpec {
  /** What stands for its value in the help; absent: the option takes none. */
  value?: string;
  /** May be given several times. */
  multiple?: true;
  about: string;
}
export type Options = Readonly<Record<string, OptionSpec>>;

export type ValuesOf<O extends Options> = {
  [K in keyof O]?: O[K] extends { multiple: true }
    ? string[]
    : O[K] extends { value: string }
      ? string
      : boolean;
};

/** Options that every command takes. */
export const globalOptions = {
  server: { value: 'URL', about: 'address of the console (or SIGNPOST_SERVER; http://127.0.0.1:7070)' },
  connection: { value: 'NAME', about: 'connection of the console; not needed where it has one' },
  output: { value: 'FORM', about: 'table (default), json, or ndjson: one JSON value for each line' },
  help: { about: 'say how the command is used' },
} as const satisfies Options;

/** What a command works with. */
export interface CommandCall<O extends Options = Options> {
  /** Words behind the name of the command. */
  args: readonly string[];
  options: ValuesOf<O & typeof globalOptions>;
  terminal: Terminal;
  api: ApiClient;
  output: OutputForm;
}
export type OutputForm = 'table' | 'json' | 'ndjson';

interface CommandSpec<O extends Options> {
  /** What is typed: one or two words. */
  name: string;
  summary: string;
  /** Names of its words, in capitals; those in brackets may be missing. */
  args: readonly string[];
  options: O;
  /** Lines of its help below the options. */
  notes?: readonly string[];
  run: (call: CommandCall<O>) => Promise<ExitCode>;
}
export type Command = Omit<CommandSpec<Options>, 'run'> & {
  run: (call: Omit<CommandCall, 'options'> & { options: object }) => Promise<ExitCode>;
};

/** A row of the table of commands, with the types of its options. */
export function command<const O extends Options>(spec: CommandSpec<O>): Command {
  return { ...spec, run: (call) => spec.run(call) };
}

/** Reads the words behind the name of a command. @throws UsageError */
export function parseCommand(
  { name, args, options }: Command,
  argv: readonly string[],
): { args: string[]; options: ValuesOf<typeof globalOptions> } {
  const known: Options = { ...options, ...globalOptions };
  const config: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(known).map(([option, { value, multiple }]) => [
      option,
      { type: value === undefined ? 'boolean' : 'string', multiple: multiple === true },
    ]),
  );
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...argv], options: config, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(toUsageLine(name, error));
  }
  const { values, positionals } = parsed;
  if (values['help'] !== true) {
    const least = args.filter((arg) => !arg.startsWith('[')).length;
    if (positionals.length < least || positionals.length > args.length)
      throw new UsageError(
        `signpost ${name} takes ${args.join(' ') || 'no words'}: see signpost ${name} --help.`,
      );
  }
  return { args: positionals, options: values };
}

/** Nothing that was typed as a value is repeated: it may be a secret. */
function toUsageLine(name: string, error: unknown): string {
  const [first = ''] = (error as Error).message.split(/\. |\n/);
  const hint = /--token\b/.test(first) ? ' A token is read from SIGNPOST_TOKEN only.' : '';
  return `${first.replace(/\.$/, '')}.${hint} See signpost ${name} --help.`;
}

/** @throws UsageError */
export function parseOutput(text: string | undefined): OutputForm {
  const form = (['table', 'json', 'ndjson'] as const).find((one) => one === (text ?? 'table'));
  if (form === undefined) throw new UsageError('--output takes table, json or ndjson.');
  return form;
}

/** @throws UsageError */
export function parseCount(option: string, text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new UsageError(`--${option} takes a whole number.`);
  return Number(text);
}

/** One of a few words. @throws UsageError */
export function parseChoice<const C extends string>(option: string, text: string, choices: readonly C[]): C {
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw new UsageError(`--${option} takes ${choices.join(', ')}.`);
  return choice;
}

/** An option that the command cannot do without. @throws UsageError */
export function required(option: string, text: string | undefined): string {
  if (text === undefined || text === '') throw new UsageError(`Say --${option}.`);
  return text;
}
